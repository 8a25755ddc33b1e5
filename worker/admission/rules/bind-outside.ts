import { isAbsolute } from 'node:path';
import { engineSocket, isEngineSocket } from '../engine-socket.ts';
import type { ComposeService } from '../model.ts';
import { lookUp } from '../paths.ts';
import { shownPath } from '../shown-path.ts';
import { fieldsOf, isUnset, listOf, plain, textOf } from '../values.ts';
import { isPlace } from './mount-type.ts';
import type { Desk, Rule } from './rule.ts';

/** A mounted folder or file lies inside the repository, reached without links. What is missing will be created, as plain Docker does. */
export const bindOutside: Rule<ComposeService> = {
  id: 'bind-outside',
  keys: ['volumes'],
  async apply(desk) {
    const { checkout } = desk.review.input;
    const { createFolders } = desk.review.preparation;
    for (const mount of listOf(desk.value.volumes).map(fieldsOf)) {
      // A mount that is no mount at all has been refused by the rule before.
      if (mount.type !== 'bind' || !isPlace(textOf(mount.target) ?? '')) continue;
      const source = textOf(mount.source) ?? '';
      const path = plain(source);
      const found = path.startsWith('/') ? await lookUp(checkout, path) : ({ kind: 'outside' } as const);
      if (found.kind === 'outside' || found.kind === 'link' || found.kind === 'special') {
        refuse(desk, mount, found.kind === 'link' ? found.through : path);
        continue;
      }
      if (found.kind === 'missing' && !createFolders.includes(path)) createFolders.push(path);
      if (!isUnset(fieldsOf(mount.bind).propagation)) noteShared(desk, mount);
      desk.out.volumes = [
        ...(desk.out.volumes ?? []),
        {
          type: 'bind',
          source,
          target: textOf(mount.target) ?? '',
          ...(mount.read_only === true ? { read_only: true } : {}),
          bind: { create_host_path: false },
        },
      ];
    }
  },
};

/** The time zone of the machine, which older guides mount. */
const CLOCK = new Set(['/etc/localtime', '/etc/timezone']);

type Bind = ReturnType<typeof fieldsOf>;

function refuse(desk: Desk<ComposeService>, mount: Bind, source: string): void {
  const target = textOf(mount.target) ?? '';
  const shown = isAbsolute(source) ? shownPath(desk.review, source, writtenSource(desk, target)) : source;
  const words = isEngineSocket(source) ? engineSocket(shown) : CLOCK.has(source) ? clock(shown) : outside(shown);
  desk.refuse(words, 'volumes', { has: target });
}

/** What the student wrote before `:target`, or as `source` beside `target`. */
function writtenSource(desk: Desk<ComposeService>, target: string): string | undefined {
  for (const entry of listOf(desk.written('volumes'))) {
    if (fieldsOf(entry).target === target) return textOf(fieldsOf(entry).source);
    const [source, rest] = textOf(entry)?.split(`:${target}`) ?? [];
    if (rest === '' || rest?.startsWith(':')) return source;
  }
  return undefined;
}

function clock(source: string) {
  return {
    en: `\`${source}\` belongs to the machine, and on another one it says another time zone. Remove the mount, and name the zone instead: \`environment: { TZ: Europe/Madrid }\`.`,
    es: `\`${source}\` es de la máquina, y en otra indica otra zona horaria. Quita el montaje y nombra la zona: \`environment: { TZ: Europe/Madrid }\`.`,
  };
}

function outside(source: string) {
  return {
    en: `\`${source}\` is not inside the repository, or it is a symbolic link. On another computer it is not there: mount a folder of the repository (\`./data\`) or a named volume.`,
    es: `\`${source}\` no está dentro del repositorio, o es un enlace simbólico. En otra computadora no existe: monta una carpeta del repositorio (\`./data\`) o un volumen con nombre.`,
  };
}

function noteShared(desk: Desk<ComposeService>, mount: Bind): void {
  desk.note(
    'strip',
    {
      en: '`propagation` is left out: mounts made in the container stay in the container.',
      es: '`propagation` se omite: los montajes hechos en el contenedor se quedan en el contenedor.',
    },
    'volumes',
    { has: textOf(mount.target) ?? '' },
  );
}
