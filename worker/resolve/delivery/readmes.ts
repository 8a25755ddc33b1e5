import { basename } from 'node:path';
import type { DeliveryFacts } from '../../../src/core/evidence/index.ts';
import { readText } from './files.ts';

const README = /^(readme|l[eé]eme)([._-][\w.-]*)?$/i;
/** Files in which a shorter command for the same is written. */
const SHORT = /^(Makefile|justfile|Taskfile\.ya?ml|package\.json|[\w.-]+\.sh)$/i;
/** With words between: options with their values, as in `docker compose -f deploy/compose.yml up -d`. */
const STARTS =
  /\b(docker[ -]compose|podman[ -]compose|nerdctl compose)\s([^|&;`'"]*\s)?(up|start)\b|\bdocker stack deploy\b/;
const MAX_READMES = 10;
const MAX_LINES = 5;
/** A line is looked at so far: the patterns take longer for each word that nearly fits. */
const MAX_WIDTH = 1000;

/** The READMEs and the lines in them that name a command which starts the stack, or a shorter one that stands for it. */
export async function readReadmes(root: string, files: readonly string[]): Promise<DeliveryFacts['readmes']> {
  const readmes: DeliveryFacts['readmes'] = [];
  const short = await shortCommands(root, files);
  for (const file of files.filter((path) => README.test(basename(path))).slice(0, MAX_READMES)) {
    const commands = linesOf((await readText(root, file)) ?? '')
      .map((text, index) => ({ line: index + 1, text }))
      .filter(({ text }) => STARTS.test(text) || short.some((command) => command.test(text)))
      .map(({ line, text }) => ({ line, text: text.slice(0, 200) }));
    readmes.push({ file, commands: commands.slice(0, MAX_LINES) });
  }
  return readmes;
}

/** `make …`, `npm run …` or a script, where that file starts the stack. */
async function shortCommands(root: string, files: readonly string[]): Promise<RegExp[]> {
  const found: RegExp[] = [];
  for (const file of files.filter((path) => SHORT.test(basename(path))).slice(0, 20)) {
    const text = await readText(root, file);
    if (text === null || !linesOf(text).some((line) => STARTS.test(line))) continue;
    const name = basename(file);
    const program = PROGRAMS.find(([of]) => of.test(name))?.[1];
    found.push(program ?? new RegExp(`(^|[\\s\`/])${name.replaceAll('.', '\\.')}(?![\\w.])`));
  }
  return found;
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.trim().slice(0, MAX_WIDTH));
}

const PROGRAMS: [RegExp, RegExp][] = [
  [/^makefile$/i, /(^|[\s`$])make(\s+[\w-]+|\s*`|\s*$)/],
  [/^justfile$/i, /(^|[\s`$])just(\s+[\w-]+|\s*`|\s*$)/],
  [/^taskfile/i, /(^|[\s`$])task(\s+[\w:-]+|\s*`|\s*$)/],
  [/^package\.json$/, /\b(npm (run [\w:-]+|start)|yarn [\w:-]+|pnpm [\w:-]+)\b/],
];
