import { describe, expect, test } from 'vitest';
import { defaultAssignment } from '../../../src/core/assignment/default.ts';
import { parseAssignment } from '../../../src/core/assignment/parse.ts';
import { DockgradeError } from '../../../src/core/errors.ts';

const RUBRIC = { 'image-builds': 12, 'stack-starts': 10 };
const parse = (input: string | Uint8Array) => parseAssignment(input, 'a.yaml', RUBRIC);

/** The lines that name a mistake, without their indentation. */
function mistakes(input: string | Uint8Array): string[] {
  try {
    parse(input);
  } catch (error) {
    expect(error).toBeInstanceOf(DockgradeError);
    expect((error as DockgradeError).code).toBe('assignment-invalid');
    return (error as DockgradeError).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  throw new Error('the file was accepted');
}

const head = 'id: a\ntitle: A\n';

describe('a good file', () => {
  test('gets every default', () => {
    const assignment = parse(head);
    expect(assignment).toMatchObject({
      title: { en: 'A', es: 'A' },
      stack: { path: '.', files: {}, environment: {} },
      network: { build: 'open', run: 'closed' },
      ready: { path: '/', within: 60 },
      probes: [],
      limits: { time: 600, memory: 2 * 1024 ** 3, cpus: 2, pids: 512, disk: 5 * 1024 ** 3 },
      rubric: RUBRIC,
    });
  });

  test('may be JSON indented with tabs', () => {
    expect(parse('{\n\t"id": "a",\n\t"title": "A"\n}').digest).toBe(parse(head).digest);
  });

  test('has a digest of its content, not of its looks', () => {
    const { digest } = parse(`${head}limits: { cpus: 1, pids: 9 }\n`);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(parse('# comment\nlimits:\n  pids: 9\n  cpus: 1\ntitle: A\nid: a\n').digest).toBe(digest);
    expect(parse(`${head}limits: { cpus: 1, pids: 8 }\n`).digest).not.toBe(digest);
  });

  test('may begin with a byte order mark and use anchors', () => {
    expect(parse(`\uFEFF${head}stack: { environment: { A: &x one, B: *x } }\n`).stack.environment).toEqual({
      A: 'one',
      B: 'one',
    });
  });
});

test('the default assignment fits any repository: no probes, no persistence section', () => {
  const assignment = defaultAssignment(RUBRIC);
  expect(assignment).toMatchObject({ id: 'three-activities', probes: [], rubric: RUBRIC });
  expect(assignment.persistence).toBeUndefined();
});

test('an id has an address of its own, that is no other page', () => {
  const long = 'a'.repeat(101);
  const expected = 'expected at most 100 characters, and not "new"';
  expect(mistakes('id: new\ntitle: A\n')).toEqual([`a.yaml:1:5: id: found "new", ${expected}`]);
  expect(mistakes(`id: ${long}\ntitle: A\n`)).toEqual([expect.stringContaining(expected)]);
  expect(parse(`id: ${long.slice(1)}\ntitle: A\n`).id).toHaveLength(100);
});

test('all mistakes are told at once, in the order of the file', () => {
  const text = 'id: A b\ntitle: { en: A }\nstack:\n  prot: 1\n  port: "80"\nlimits: { time: 10, cpus: 0 }\n';
  expect(mistakes(text)).toEqual([
    'a.yaml:1:5: id: found "A b", expected lower-case letters, digits and dashes',
    'a.yaml:2:8: title: found no "es", expected text',
    'a.yaml:4:3: stack: found the unknown key "prot", expected "port"',
    'a.yaml:5:9: stack.port: found "80", expected a number',
    'a.yaml:6:17: limits.time: found the number 10, expected a duration such as 60s, 10m or 1h',
    'a.yaml:6:27: limits.cpus: found the number 0, expected more than 0',
  ]);
});

test.each([
  ['an empty file', '', 'a.yaml:1:1: found an empty file, expected an assignment'],
  ['a list', '- a\n', 'a.yaml:1:1: found a list, expected a mapping (key: value)'],
  [
    'a variable without quotes in braces, alone whatever comes after it',
    `${head}probes:\n  - name: a\n    request: { path: /x/\${id} }\n  - name: b\n    request: { path: /x }\n`,
    'a.yaml:5:26: found `${` in a value without quotes, expected quotes around the value, such as "/users/${id}"',
  ],
  [
    'a duration without a unit',
    `${head}ready: { within: 60 }\n`,
    'a.yaml:3:18: ready.within: found the number 60, expected a duration such as 60s, 10m or 1h',
  ],
  [
    'a size without a unit',
    `${head}limits: { memory: 512 }\n`,
    'a.yaml:3:19: limits.memory: found the number 512, expected a size such as 512m or 2g',
  ],
  [
    'a file that leaves the folder of the stack',
    `${head}stack: { path: app, files: { ../.env: x } }\n`,
    'a.yaml:3:30: stack.files.../.env: found "../.env", expected a path inside the repository, relative to stack.path',
  ],
  ['a tab as indentation', 'stack:\n\tport: 1\n\tapp: x\n', 'a.yaml:2:1: found a tab as indentation, expected spaces'],
  ['a key twice', `${head}id: b\n`, 'a.yaml:3:1: found a second key of the same name, expected each key once'],
  [
    'two documents',
    `${head}---\nid: b\n`,
    'a.yaml:3:1: found a second document (`---`), expected one assignment a file',
  ],
  [
    'an unknown alias',
    'id: *x\n',
    'a.yaml:1:1: found an alias (`*name`) without its anchor, expected each value written out',
  ],
  [
    'an alias in itself',
    'id: &x [*x]\n',
    'a.yaml:1:1: found an alias that holds itself, expected each value written out',
  ],
  [
    'deep nesting',
    '['.repeat(50_000),
    /^a\.yaml:1:\d+: found lists or mappings nested too deeply, expected an assignment$/,
  ],
  ['too large a file', 'x'.repeat(300_000), 'a.yaml:1:1: found 293 KiB, expected a file of at most 256 KiB'],
  [
    'UTF-16',
    Buffer.from(`\uFEFF${head}`, 'utf16le'),
    'a.yaml:1:1: found bytes that are no UTF-8 text, expected a text file in UTF-8',
  ],
  [
    'Latin-1',
    Buffer.from('id: a\ntitle: Educaci\u00f3n\n', 'latin1'),
    'a.yaml:1:1: found bytes that are no UTF-8 text, expected a text file in UTF-8',
  ],
  [
    'a date without a zone',
    `${head}due: 2026-12-01\n`,
    /^a\.yaml:3:6: due: found "2026-12-01", expected a date and time with its zone/,
  ],
  [
    'a path that leaves the repository',
    `${head}stack: { path: ../x }\n`,
    /^a\.yaml:3:16: stack\.path: found "\.\.\/x", expected a path inside/,
  ],
  [
    'nothing where a mapping belongs',
    `${head}ready:\n`,
    'a.yaml:3:7: ready: found nothing, expected a mapping (key: value)',
  ],
])('%s is a clear mistake', (_name, text, expected) => {
  const found = mistakes(text);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(expected);
});

test('aliases that multiply are refused before they fill the memory', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x]',
    ...'bcdefgh'.split('').map((c, i) => `${c}: &${c} [${Array(8).fill(`*${'abcdefgh'[i]}`)}]`),
  ];
  expect(mistakes(bomb.join('\n'))).toEqual(['a.yaml:1:1: found too many aliases, expected each value written out']);
});
