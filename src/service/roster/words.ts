import type { RosterMistake } from '../../core/roster.ts';
import type { Text } from '../../core/text.ts';
import type { RosterRow } from '../../store/contract/people.ts';

/** What the mistakes of a roster are called, in the languages of who reads them. Values come in quotes, made by `quote`. */
type Words = Pick<RosterMistake, 'found' | 'expected'>;
type Key = keyof RosterRow;

export const EMPTY: Words = {
  found: { en: 'an empty file', es: 'un archivo vacío' },
  expected: {
    en: 'a line "name,email,github" and one student a line',
    es: 'una línea "nombre,correo,github" y un estudiante por línea',
  },
};
export const NO_STUDENT: Words = {
  found: { en: 'no student', es: 'ningún estudiante' },
  expected: { en: 'one a line', es: 'uno por línea' },
};
export const NAME: Text = { en: 'the name of a student', es: 'el nombre de un estudiante' };
export const EMAIL: Text = {
  en: 'an address such as ada@example.com',
  es: 'una dirección como ada@example.com',
};
export const LOGIN: Text = {
  en: 'a GitHub user name such as octocat, or nothing',
  es: 'un usuario de GitHub como octocat, o nada',
};
export const NOTHING_THERE: Record<Key, Text> = {
  name: { en: 'no name', es: 'ningún nombre' },
  email: { en: 'no email', es: 'ningún correo' },
  github: { en: 'no github', es: 'ningún usuario de GitHub' },
};
const EACH_ONCE: Record<Key, Text> = {
  name: { en: 'each name once', es: 'cada nombre una sola vez' },
  email: { en: 'each email once', es: 'cada correo una sola vez' },
  github: { en: 'each github once', es: 'cada usuario de GitHub una sola vez' },
};

export function visibleName(most: number): Text {
  return {
    en: `a name of at most ${most} visible characters`,
    es: `un nombre de ${most} caracteres visibles como máximo`,
  };
}

export function tooMany(count: number, most: number): Words {
  return {
    found: { en: `${count} students`, es: `${count} estudiantes` },
    expected: { en: `at most ${most}`, es: `${most} como máximo` },
  };
}

export function secondColumn(key: Key): Words {
  return {
    found: { en: `a second column for ${key}`, es: `una segunda columna para ${key}` },
    expected: { en: 'each column once', es: 'cada columna una sola vez' },
  };
}

export function unknownColumn(cell: string): Text {
  return { en: `the unknown column ${cell}`, es: `la columna desconocida ${cell}` };
}

export function oneOf(names: readonly string[]): Text {
  return { en: `one of ${names.join(', ')}`, es: `una de ${names.join(', ')}` };
}

export function noColumn(key: Key, spanish: string): Words {
  return {
    found: { en: `no column "${key}"`, es: `ninguna columna "${spanish}"` },
    expected: { en: `"${key}" or "${spanish}" in the first line`, es: `"${spanish}" o "${key}" en la primera línea` },
  };
}

export function withoutName(cell: string): Words {
  return {
    found: { en: `${cell} in a column without a name`, es: `${cell} en una columna sin nombre` },
    expected: { en: 'nothing', es: 'nada' },
  };
}

export function secondTime(cell: string, key: Key, line: number): Words {
  return {
    found: { en: `${cell} a second time`, es: `${cell} por segunda vez` },
    expected: {
      en: `${EACH_ONCE[key].en}: it is on line ${line} already`,
      es: `${EACH_ONCE[key].es}: ya está en la línea ${line}`,
    },
  };
}

export function isTeacher(email: string): Words {
  return {
    found: { en: `${email}, who is a teacher`, es: `${email}, que es docente` },
    expected: { en: 'a student', es: 'un estudiante' },
  };
}

export function ofAnother(login: string, email: string): Words {
  return {
    found: { en: `${login}, who is ${email} here already`, es: `${login}, que aquí ya es ${email}` },
    expected: { en: 'a GitHub user name of nobody else', es: 'un usuario de GitHub que no sea de otra persona' },
  };
}
