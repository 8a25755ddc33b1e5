import { expect, test } from 'vitest';
import { parseAssignment } from '../../../src/core/assignment/parse.ts';
import { parsePlace } from '../../../src/core/assignment/place.ts';

const head = 'id: a\ntitle: A\n';

/** Accepts, or throws with all mistakes in the message. */
function check(rest: string) {
  return () => parseAssignment(head + rest, 'a.yaml', { 'image-builds': 12 }, ['image-builds', 'image-size']);
}

const CREATE = `probes:
  - name: create
    request: { method: POST, path: /users, json: { name: "\${nonce}" } }
    save: { id: $.id }
`;

test('persistence writes with a probe that is there and reads with what it saved', () => {
  expect(
    check(`${CREATE}persistence:\n  write: create\n  read: { request: { path: "/users/\${id}" } }\n`),
  ).not.toThrow();
});

test('a write probe that is not there is named, with the nearest one', () => {
  const text = `${CREATE}persistence:\n  write: creat\n  read: { request: { path: / } }\n`;
  expect(check(text)).toThrow('a.yaml:8:10: persistence.write: found no probe named "creat", expected "create"');
});

test('a rubric names graders that are there, with or without points of the default', () => {
  expect(check('rubric: { image-size: 3 }\n')).not.toThrow();
  expect(check('rubric: { image-sise: 3 }\n')).toThrow(
    'a.yaml:3:11: rubric.image-sise: found no grader named "image-sise", expected "image-size"',
  );
});

test('names of probes are unique', () => {
  const text = 'probes:\n  - { name: a, request: { path: / } }\n  - { name: a, request: { path: / } }\n';
  expect(check(text)).toThrow('a.yaml:5:13: probes[1].name: found a second probe named "a"');
});

test('a request has one body', () => {
  const text = 'probes:\n  - { name: a, request: { path: /, json: 1, body: x } }\n';
  expect(check(text)).toThrow('probes[0].request.body: found both "json" and "body", expected one of them');
});

test('a variable is known only after the probe that saves it', () => {
  const use = '  - { name: read, request: { path: "/users/${id}" } }\n';
  expect(check(CREATE + use)).not.toThrow();
  expect(check(`probes:\n${use}${CREATE.replace('probes:\n', '')}`)).toThrow(
    'probes[0].request: found the variable ${id}, expected ${nonce} or a variable saved by an earlier probe',
  );
});

test('variables of expectations are looked at too', () => {
  expect(check('probes:\n  - { name: a, request: { path: / }, expect: { body: "${x}" } }\n')).toThrow(
    'the variable ${x}',
  );
});

test('late days need a due date', () => {
  expect(check('late: { pointsPerDay: 1, days: 2 }\n')).toThrow('a.yaml:3:1: late: found "late" without "due"');
  expect(check('late: { pointsPerDay: 1, days: 2 }\ndue: 2026-12-01T00:00:00Z\n')).not.toThrow();
});

test('a place that does not parse is a mistake', () => {
  const text = 'probes:\n  - { name: a, request: { path: / }, save: { id: "$.a[x]" } }\n';
  expect(check(text)).toThrow('probes[0].save.id: found "$.a[x]", expected a place such as $.id or $.data[0].id');
});

test.each([
  ['$', []],
  ['$.id', ['id']],
  ['$.data[0].user-id', ['data', '0', 'user-id']],
  ["$['first name']", ['first name']],
  ['id', null],
  ['', null],
  ['$id', null],
  ['$.', null],
  ['$..id', null],
  ['$.id.', null],
  ['$.a b', null],
  ['$.a[-1]', null],
  ['$.a[x]', null],
  ['$.a[0', null],
])('the place %s', (text, steps) => {
  expect(parsePlace(text)).toEqual(steps);
});
