import type { ComposeFile } from '../model.ts';
import { lookUp } from '../paths.ts';
import type { Review } from '../review.ts';
import { shownPath } from '../shown-path.ts';
import { isUnset, plain, textOf } from '../values.ts';
import { askedFor, type Rule } from './rule.ts';

const MAX_FILE = 1024 * 1024;
const MAX_CONTENT = 256 * 1024;

/** Where a secret or a config comes from: a plain file of the repository, or a text in the Compose file. */
export const fileSource: Rule<ComposeFile> = {
  id: 'file-source',
  keys: ['file', 'content', 'environment', 'external', 'name', 'labels', 'driver', 'driver_opts', 'template_driver'],
  async apply({ name, value, out, review, refuse, written }) {
    out.name = `${review.input.project}_${name}`;
    for (const key of askedFor(value, ['external', 'driver', 'driver_opts', 'template_driver']))
      refuse(swarm(key), key);
    if (!isUnset(value.environment)) {
      const text = variable(review, String(value.environment));
      if (text === undefined) refuse(notSet(String(value.environment)), 'environment');
      else out.file = fileOf(review, text);
    }
    const content = textOf(value.content);
    if (content !== undefined) {
      if (Buffer.byteLength(content) > MAX_CONTENT) refuse(tooLarge(), 'content');
      out.content = content;
    }
    const file = textOf(value.file);
    if (file === undefined) return;
    const found = file.startsWith('/') ? await lookUp(review.input.checkout, plain(file)) : undefined;
    // A file that is missing is passed on: that the stack cannot start without it is part of the report.
    const fits = found?.kind === 'missing' || (found?.kind === 'file' && found.size <= MAX_FILE);
    if (fits) out.file = file;
    else refuse(outside(shownPath(review, file, written('file'))), 'file');
  },
};

function swarm(key: string) {
  return {
    en: `\`${key}\` refers to something that only your machine or a swarm has. Use \`file:\` with a file of the repository.`,
    es: `\`${key}\` se refiere a algo que solo tiene tu máquina o un swarm. Usa \`file:\` con un archivo del repositorio.`,
  };
}

function variable({ input: { variables } }: Review, name: string): string | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}

/** Compose would look the value up where it is called; here it is a file that is mounted. */
function fileOf({ input, preparation }: Review, text: string): string {
  const path = `${input.checkout}-values/${preparation.files.length}`;
  preparation.files.push({ path, text });
  return path;
}

function notSet(name: string) {
  return {
    en: `Compose takes this value from the variable \`${name}\`, and nothing sets it: no \`.env\` beside the Compose file does, nor does the assignment. Set it in \`.env\`, or use \`file:\` with a file of the repository.`,
    es: `Compose toma este valor de la variable \`${name}\`, y nada la define: ni un \`.env\` junto al archivo de Compose ni la consigna. Defínela en \`.env\`, o usa \`file:\` con un archivo del repositorio.`,
  };
}

function tooLarge() {
  return {
    en: '`content` is larger than 256 KiB. Put it into a file.',
    es: '`content` ocupa más de 256 KiB. Ponlo en un archivo.',
  };
}

function outside(file: string) {
  return {
    en: `\`${file}\` must be a file inside the repository, no symbolic link, of 1 MiB at most.`,
    es: `\`${file}\` debe ser un archivo dentro del repositorio, no un enlace simbólico, de 1 MiB como máximo.`,
  };
}
