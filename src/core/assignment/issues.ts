import type { z } from 'zod';
import { nearest } from '../nearest.ts';
import { inEach, type Lang, type Text } from '../text.ts';
import { type Mistake, pathText, quote, valueText } from './mistake.ts';
import { phraseIn } from './phrases.ts';
import type { Source } from './source.ts';

type Issue = z.core.$ZodIssue;

/** Unknown keys that are told of one mapping: nobody reads more, and each is looked for. */
const MANY = 100;

/** What a schema found, in words and with places in the file. `keysOf` names the keys that are known at a path. */
export function issueMistakes(
  issues: readonly Issue[],
  source: Source,
  keysOf: (path: readonly PropertyKey[]) => readonly string[],
): Mistake[] {
  return issues.flatMap((issue) => mistakesOf(issue, issue.path));

  function mistakesOf(issue: Issue, path: readonly PropertyKey[]): Mistake[] {
    if (issue.code === 'unrecognized_keys') return issue.keys.slice(0, MANY).map((key) => unknownKey([...path, key]));
    if (issue.code === 'invalid_union') {
      const branch = closest(issue.errors);
      if (branch) return branch.flatMap((inner) => mistakesOf(inner, [...path, ...inner.path]));
    }
    const value = at(source.value, path);
    const what = issue.code === 'invalid_key' ? 'key' : 'value';
    const key = quote(String(path.at(-1)));
    const found = inEach((lang) => {
      if (value === undefined) return lang === 'en' ? `no ${key}` : `que falta ${key}`;
      return valueText(what === 'key' ? path.at(-1) : value, lang);
    });
    const holder = value === undefined ? path.slice(0, -1) : path;
    const expected = inEach((lang) => expectation(issue, value, lang));
    return [{ ...source.placeOf(holder, what), path: pathText(holder), found, expected }];
  }

  function unknownKey(path: readonly PropertyKey[]): Mistake {
    const key = String(path.at(-1));
    const holder = path.slice(0, -1);
    const known = keysOf(holder);
    const found = { en: `the unknown key ${quote(key)}`, es: `la clave desconocida ${quote(key)}` };
    const expected = inEach((lang) => oneOf(nearest(key, known), known, lang));
    return { ...source.placeOf(path, 'key'), path: pathText(holder), found, expected };
  }
}

/** The branch of a union that was meant: the one whose type fits. */
function closest(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find((issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0));
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, part) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[part],
    value,
  );
}

const TYPES: Record<string, Text> = {
  string: { en: 'text', es: 'texto' },
  number: { en: 'a number', es: 'un número' },
  int: { en: 'a whole number', es: 'un número entero' },
  boolean: { en: 'true or false', es: 'true o false' },
  array: { en: 'a list', es: 'una lista' },
  object: { en: 'a mapping (key: value)', es: 'claves con valores (clave: valor)' },
  record: { en: 'a mapping (key: value)', es: 'claves con valores (clave: valor)' },
};

function expectation(issue: Issue, value: unknown, lang: Lang): string {
  switch (issue.code) {
    case 'invalid_type':
      // What the schema says itself, such as "a duration", is nearer to the point than the type.
      return issue.message.startsWith('Invalid input')
        ? (TYPES[issue.expected]?.[lang] ?? issue.expected)
        : phraseIn(lang, issue.message);
    case 'invalid_value': {
      const known = issue.values.map(String);
      return oneOf(typeof value === 'string' ? nearest(value, known) : undefined, known, lang);
    }
    case 'invalid_union': {
      const branches = issue.errors.flat().map((inner) => expectation(inner, undefined, lang));
      return [...new Set(branches)].join(lang === 'en' ? ' or ' : ' o ');
    }
    case 'invalid_key':
      return issue.issues
        .map((inner) => expectation(inner as Issue, undefined, lang))
        .join(lang === 'en' ? ' and ' : ' y ');
    case 'too_small':
    case 'too_big':
      return bound(issue)[lang];
    case 'invalid_format':
      if (issue.format !== 'starts_with' || !('prefix' in issue)) return phraseIn(lang, issue.message);
      return `${lang === 'en' ? 'text that begins with' : 'texto que empiece con'} ${quote(String(issue.prefix))}`;
    default:
      return phraseIn(lang, issue.message);
  }
}

function oneOf(near: string | undefined, known: readonly string[], lang: Lang): string {
  return near ? quote(near) : `${lang === 'en' ? 'one of' : 'uno de'} ${known.join(', ')}`;
}

function bound(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): Text {
  const [limit, word] =
    issue.code === 'too_small'
      ? [issue.minimum, issue.inclusive === false ? MORE_THAN : AT_LEAST]
      : [issue.maximum, issue.inclusive === false ? LESS_THAN : AT_MOST];
  return inEach((lang) => {
    const size = `${word[lang]} ${limit}`;
    if (issue.origin === 'string') {
      if (limit === 1) return lang === 'en' ? 'text that is not empty' : 'texto que no esté vacío';
      return lang === 'en' ? `${size} characters` : `${size} caracteres`;
    }
    if (issue.origin !== 'array') return size;
    return lang === 'en'
      ? `a list with ${size} ${limit === 1 ? 'entry' : 'entries'}`
      : `una lista con ${size} ${limit === 1 ? 'elemento' : 'elementos'}`;
  });
}

const MORE_THAN: Text = { en: 'more than', es: 'más de' };
const AT_LEAST: Text = { en: 'at least', es: 'al menos' };
const LESS_THAN: Text = { en: 'less than', es: 'menos de' };
const AT_MOST: Text = { en: 'at most', es: 'como máximo' };
