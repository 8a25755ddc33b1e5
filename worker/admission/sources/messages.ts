import type { Refusal } from '../../../src/core/evidence/admit.ts';

type Message = Omit<Refusal, 'where'>;

/** The stable ids of what is looked at before Compose's loader runs. */
export const SOURCE_RULE_IDS = [
  'include-remote',
  'include-limit',
  'path-outside',
  'path-variable',
  'file-symlink',
  'file-kind',
  'file-size',
  'yaml-invalid',
  'yaml-limit',
  'yaml-key',
  'ports-limit',
] as const;
type SourceRuleId = (typeof SOURCE_RULE_IDS)[number];

function message(rule: SourceRuleId, en: string, es: string): Message {
  return { rule, message: { en, es } };
}

export const messages = {
  remote: (path: string) =>
    message(
      'include-remote',
      `\`${path}\` lies outside the repository, on another server. Put that file into your repository and name it by its path.`,
      `\`${path}\` está fuera del repositorio, en otro servidor. Pon ese archivo en tu repositorio y nómbralo por su ruta.`,
    ),
  tooMany: (limit: number) =>
    message(
      'include-limit',
      `Too many files are drawn in, or a file draws in itself (at most ${limit}, three levels deep). Put the services into fewer files.`,
      `Se incorporan demasiados archivos, o uno se incorpora a sí mismo (máximo ${limit}, en tres niveles). Reúne los servicios en menos archivos.`,
    ),
  outside: (path: string) =>
    message(
      'path-outside',
      `\`${path}\` leads out of the repository. Another computer does not have it: use a path inside the repository.`,
      `\`${path}\` lleva fuera del repositorio. Otra computadora no lo tiene: usa una ruta dentro del repositorio.`,
    ),
  variable: (path: string) =>
    message(
      'path-variable',
      `The path \`${path}\` depends on a variable, so it cannot be checked before the file is read. Write the path out.`,
      `La ruta \`${path}\` depende de una variable y no se puede comprobar antes de leer el archivo. Escribe la ruta completa.`,
    ),
  link: (path: string) =>
    message(
      'file-symlink',
      `\`${path}\` is a symbolic link. Put the file itself into the repository.`,
      `\`${path}\` es un enlace simbólico. Pon el archivo mismo en el repositorio.`,
    ),
  kind: (path: string) =>
    message(
      'file-kind',
      `\`${path}\` is not a regular file, so it cannot be read as one.`,
      `\`${path}\` no es un archivo normal, así que no se puede leer como tal.`,
    ),
  size: (path: string, limit: number) =>
    message(
      'file-size',
      `\`${path}\` is larger than ${limit / 1024} KiB, far more than such a file needs.`,
      `\`${path}\` ocupa más de ${limit / 1024} KiB, mucho más de lo que necesita un archivo así.`,
    ),
  encoding: (path: string) =>
    message(
      'yaml-invalid',
      `\`${path}\` is not plain UTF-8 text. Save it again with the encoding UTF-8.`,
      `\`${path}\` no es texto UTF-8 normal. Guárdalo de nuevo con la codificación UTF-8.`,
    ),
  breaks: () =>
    message(
      'yaml-invalid',
      'The file holds unusual line breaks (a lone CR, NEL, LS or PS), often copied from a web page. Save it with ordinary line breaks.',
      'El archivo contiene saltos de línea poco comunes (CR solo, NEL, LS o PS), a menudo copiados de una página web. Guárdalo con saltos de línea normales.',
    ),
  duplicate: (key: string) =>
    message(
      'yaml-invalid',
      `The key \`${key}\` is there twice. Only one of them can count: put both together into one.`,
      `La clave \`${key}\` aparece dos veces. Solo una puede valer: junta las dos en una.`,
    ),
  syntax: (reason: string) =>
    message(
      'yaml-invalid',
      `This is not valid YAML (${reason}), and the file names other files, so what it would read cannot be checked.`,
      `Esto no es YAML válido (${reason}) y el archivo nombra otros archivos, así que no se puede comprobar qué leería.`,
    ),
  tag: (tag: string) =>
    message(
      'yaml-invalid',
      `The YAML tag \`${tag}\` has no meaning in a Compose file. Write the value plainly.`,
      `La etiqueta YAML \`${tag}\` no significa nada en un archivo de Compose. Escribe el valor directamente.`,
    ),
  limit: (what: keyof typeof LIMITED) =>
    message(
      'yaml-limit',
      `The file has ${LIMITED[what].en}, more than any real stack needs.`,
      `El archivo tiene ${LIMITED[what].es}, más de lo que necesita cualquier stack real.`,
    ),
  key: () =>
    message(
      'yaml-key',
      'A key is an alias (`*name`), or holds a `$`, a control character or more than 256 characters. Keys are plain words; aliases and variables belong into values.',
      'Una clave es un alias (`*nombre`), o contiene un `$`, un carácter de control o más de 256 caracteres. Las claves son palabras simples; los alias y las variables van en los valores.',
    ),
  ports: () =>
    message(
      'ports-limit',
      'The port ranges in this file cover more than 200 ports. Publish only the ports that your application listens on.',
      'Los rangos de puertos de este archivo cubren más de 200 puertos. Publica solo los puertos en los que escucha tu aplicación.',
    ),
};

const LIMITED = {
  depth: { en: 'more than 40 levels of nesting', es: 'más de 40 niveles de anidamiento' },
  nodes: { en: 'too many entries', es: 'demasiadas entradas' },
  variables: { en: 'more than 500 variables in one value', es: 'más de 500 variables en un valor' },
  aliases: { en: 'too many aliases (`*name`)', es: 'demasiados alias (`*nombre`)' },
};
