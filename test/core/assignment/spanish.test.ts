import { expect, test } from 'vitest';
import { readAssignmentFile } from '../../../src/core/assignment/parse.ts';

const BROKEN = `
id: Not An Id
due: tomorrow
late: { pointsPerDay: -1, days: 1.5 }
attempts: { limit: 0, count: all }
stack: { prot: 3000, path: /etc, files: { ../x: a }, file: ../y, port: 70000 }
ready: { path: health, within: 0s }
probes:
  - { name: '', request: { path: /, json: {}, body: x }, expect: { status: [] }, save: { 1: $.id, a: id } }
  - { name: one, request: { path: '/\${who}' }, save: { b: '$..' } }
  - { name: one, request: { path: / } }
rubric: { image-build: many, stack-starts: -3 }
limits: { time: soon, memory: 0m, cpus: 0, pids: two, disk: big }
`;
/** Words of the English sentences that no Spanish one has. */
const ENGLISH = /\b(an|the|of|one|text|must|least|more|found|expected|such as|begins|name|second)\b/;

function mistakes(text: string) {
  return readAssignmentFile(text, {}, ['image-builds', 'stack-starts']).mistakes ?? [];
}

test('every mistake of the schema and of the names is told in Spanish as well', () => {
  const all = mistakes(BROKEN);
  expect(all.length).toBeGreaterThan(20);
  for (const { found, expected, line, path } of all) {
    for (const { en, es } of [found, expected]) {
      // What the file itself says is quoted, and the names of keys and graders are the same in each language.
      const words = es.replace(/"[^"]*"|`[^`]*`|one of .*|uno de .*/g, '');
      expect(words, `${line} ${path}: ${en}`).not.toMatch(ENGLISH);
    }
  }
});

test.each([
  ['', 'un archivo vacío', 'una consigna'],
  ['id: a\n\ttitle: A', 'un tabulador como sangría', 'espacios'],
  ['id: a\nid: b\ntitle: A', 'una segunda clave con el mismo nombre', 'cada clave una sola vez'],
  ['id: a\n---\nid: b', 'un segundo documento (`---`)', 'una consigna por archivo'],
  ['id: *other', 'un alias (`*nombre`) sin su ancla', 'cada valor escrito por completo'],
  ['id: "a', 'un texto o un corchete que nunca se cierra', 'el carácter que lo cierra'],
])('a file that cannot be read says why in Spanish: %j', (text, found, expected) => {
  expect(mistakes(text)).toContainEqual(
    expect.objectContaining({
      found: expect.objectContaining({ es: found }),
      expected: expect.objectContaining({ es: expected }),
    }),
  );
});
