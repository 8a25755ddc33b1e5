import type { DockerfileFacts, ImageFacts } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';

type Instruction = DockerfileFacts['instructions'][number];

/** What is wrong with how packages are installed, and the line that is right. */
export interface PackageFault {
  /** Costs more than space: packages may be too old, or everything that was fetched stays. */
  serious: boolean;
  what: Text;
  mend: readonly string[];
  line: number | null;
}

/**
 * The faults of the instructions whose outcome is in the finished image, the worst first.
 * @param contains what was found in that image
 */
export function packageFaults(
  instructions: readonly Instruction[],
  contains: NonNullable<ImageFacts['contains']>,
): PackageFault[] {
  const runs = instructions.filter(({ keyword }) => keyword === 'RUN');
  return [apart(runs), lists(runs, contains), apk(runs), recommended(runs), ...caches(runs, contains)].filter(
    (fault) => fault !== null,
  );
}

/** Whether anything is installed from a system's packages, or by a package manager that keeps a cache. */
export function installsPackages(instructions: readonly Instruction[]): boolean {
  return instructions.some(
    ({ keyword, text }) => keyword === 'RUN' && (INSTALL.test(text) || ADD.test(text) || KEEPS.test(text)),
  );
}

const UPDATE = /\bapt(-get)?\s+(-\S+\s+)*update\b/;
const INSTALL = /\bapt(-get)?\s+(-\S+\s+)*install\b/;
const ADD = /\bapk\s+(-\S+\s+)*add\b/;
const KEEPS = /\b(npm|yarn|pip3?)\b/;
const CLEARS = /\brm\s[^&;]*\/var\/lib\/apt\/lists/;

/** An `update` that the cache has kept tells of packages that are no longer there. */
function apart(runs: readonly Instruction[]): PackageFault | null {
  const update = runs.find(({ text }) => UPDATE.test(text) && !INSTALL.test(text));
  const install = runs.find(({ text }) => INSTALL.test(text) && !UPDATE.test(text));
  if (update === undefined || install === undefined) return null;
  return {
    serious: true,
    what: {
      en: '`apt-get update` and `apt-get install` stand in two instructions: the first comes from the cache some day, and the second installs from a list that is out of date.',
      es: '`apt-get update` y `apt-get install` están en dos instrucciones: algún día la primera sale de la caché, y la segunda instala según una lista vieja.',
    },
    mend: aptLines(install.text),
    line: update.line,
  };
}

/** What one layer has, a later one cannot take out of it. */
function lists(runs: readonly Instruction[], contains: NonNullable<ImageFacts['contains']>): PackageFault | null {
  const update = runs.find((one) => UPDATE.test(one.text) && !CLEARS.test(one.text) && !isMounted(one, '/var/lib/apt'));
  const left = contains.some(({ kind }) => kind === 'package-lists');
  const later = runs.some(({ text, line }) => CLEARS.test(text) && line > (update?.line ?? Number.POSITIVE_INFINITY));
  if (update === undefined || !(left || later)) return null;
  return {
    serious: true,
    what: left
      ? {
          en: 'The package lists of `apt-get update` are still in the image (/var/lib/apt/lists).',
          es: 'Las listas de paquetes de `apt-get update` siguen en la imagen (/var/lib/apt/lists).',
        }
      : {
          en: 'The package lists are removed in a later instruction: the layer of `apt-get update` keeps them all the same.',
          es: 'Las listas de paquetes se borran en una instrucción posterior: la capa de `apt-get update` las conserva igual.',
        },
    mend: aptLines(runs.find(({ text }) => INSTALL.test(text))?.text ?? ''),
    line: update.line,
  };
}

function apk(runs: readonly Instruction[]): PackageFault | null {
  const add = runs.find(
    (one) =>
      ADD.test(one.text) &&
      !/--no-cache|\brm\s[^&;]*\/var\/cache\/apk/.test(one.text) &&
      !isMounted(one, '/var/cache/apk'),
  );
  if (add === undefined) return null;
  return {
    serious: true,
    what: {
      en: '`apk add` without `--no-cache` leaves its package index in the image.',
      es: '`apk add` sin `--no-cache` deja su índice de paquetes en la imagen.',
    },
    mend: [`RUN apk add --no-cache ${packagesIn(add.text, ADD)}`],
    line: add.line,
  };
}

function recommended(runs: readonly Instruction[]): PackageFault | null {
  if (runs.some(({ text }) => /Install-Recommends/i.test(text))) return null;
  const install = runs.find(({ text }) => INSTALL.test(text) && !text.includes('--no-install-recommends'));
  if (install === undefined) return null;
  return {
    serious: false,
    what: {
      en: '`apt-get install` without `--no-install-recommends` brings packages along that nobody asked for.',
      es: '`apt-get install` sin `--no-install-recommends` trae paquetes que nadie pidió.',
    },
    mend: aptLines(install.text),
    line: install.line,
  };
}

function caches(runs: readonly Instruction[], contains: NonNullable<ImageFacts['contains']>): PackageFault[] {
  return contains
    .filter(({ kind }) => kind === 'package-cache')
    .map(({ name, path }) => ({
      install: runs.find(({ text }) => new RegExp(`\\b${name}`).test(text)),
      name,
      path,
    }))
    .map(({ install, name, path }) => ({
      serious: false,
      what: {
        en: `What ${name} downloaded is in the image a second time, in its cache (${path}).`,
        es: `Lo que descargó ${name} está en la imagen por segunda vez, en su caché (${path}).`,
      },
      mend: withoutCache(name, install?.text ?? ''),
      line: install?.line ?? null,
    }));
}

/** The instruction as it is, and no more than the cache changed: another command may need files that are not there. */
function withoutCache(name: string, text: string): readonly string[] {
  const plain = !/^\s*\[|<</.test(text);
  if (plain && /\bpip3?\s+install\b/.test(text) && name === 'pip')
    return [`RUN ${text.replace(/\b(pip3?\s+install)\b/g, '$1 --no-cache-dir')}`];
  const clears = CLEARS_CACHE[name];
  if (plain && clears && text !== '') return [`RUN ${text} && ${clears}`];
  return WITHOUT_CACHE[name] ?? [];
}

const CLEARS_CACHE: Record<string, string> = { npm: 'npm cache clean --force', yarn: 'yarn cache clean' };

const WITHOUT_CACHE: Record<string, readonly string[]> = {
  pip: ['RUN pip install --no-cache-dir -r requirements.txt'],
  npm: ['RUN npm ci --omit=dev && npm cache clean --force'],
  yarn: ['RUN yarn install --production && yarn cache clean'],
};

function aptLines(text: string): string[] {
  return [
    'RUN apt-get update \\',
    `  && apt-get install -y --no-install-recommends ${packagesIn(text, INSTALL)} \\`,
    '  && rm -rf /var/lib/apt/lists/*',
  ];
}

/** The names after `install` or `add`, up to the next command. */
function packagesIn(text: string, command: RegExp): string {
  const plain = text.replace(/\\\r?\n/g, ' ');
  const found = command.exec(plain);
  const rest = found ? plain.slice(found.index + found[0].length) : '';
  const names = (rest.split(/&&|;|\|/)[0] ?? '').split(/\s+/).filter((word) => /^[a-z0-9]/i.test(word));
  return names.slice(0, 6).join(' ') || '…';
}

function isMounted({ flags = [] }: Instruction, path: string): boolean {
  return flags.some((flag) => flag.startsWith('--mount=') && flag.includes(`target=${path}`));
}
