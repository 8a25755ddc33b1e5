import { describe, expect, test } from 'vitest';
import { readFailure } from '../../../worker/build/failure.ts';

/** As BuildKit 0.29 prints them with `--progress plain`. */
const failingStep = `#8 [4/5] RUN npm run biuld
#8 0.412 npm error Missing script: "biuld"
#8 ERROR: process "/bin/sh -c npm run biuld" did not complete successfully: exit code: 1
------
 > [4/5] RUN npm run biuld:
0.412 npm error Missing script: "biuld"
------
Dockerfile:9
--------------------
   8 |     COPY . .
   9 | >>> RUN npm run biuld
--------------------
target app: failed to solve: process "/bin/sh -c npm run biuld" did not complete successfully: exit code: 1
`;

describe('A build that fails names', () => {
  const failure = readFailure(failingStep, 'api/Dockerfile');
  test('its instruction', () => expect(failure.instruction).toBe('RUN npm run biuld'));
  test('its exit code', () => expect(failure.exitCode).toBe(1));
  test('its line in the student’s file', () => expect(failure.where).toEqual({ file: 'api/Dockerfile', line: 9 }));
  test('what happened', () => expect(failure.message).toMatch(/^process .* exit code: 1$/));
});

test('A Dockerfile that cannot be parsed fails at its line', () => {
  const output =
    'Dockerfile:3\n--------------------\nfailed to solve: dockerfile parse error on line 3: unknown instruction: RNU\n';
  expect(readFailure(output, 'Dockerfile')).toMatchObject({
    instruction: null,
    exitCode: null,
    where: { file: 'Dockerfile', line: 3 },
  });
});

test('A base image that does not exist is the student’s', () => {
  const output =
    'failed to solve: nodee:24: failed to resolve source metadata for docker.io/library/nodee:24: pull access denied\n';
  expect(readFailure(output, 'Dockerfile').message).toContain('pull access denied');
});

test.each([
  'failed to solve: process "/bin/sh -c echo \\"toomanyrequests: rate limit\\"; exit 1" did not complete successfully: exit code: 1',
  'failed to solve: process "/bin/sh -c echo no space left on device; false" did not complete successfully: exit code: 1',
  'failed to solve: failed to compute cache key: failed to calculate checksum of ref a::b: "/toomanyrequests": not found',
  'failed to solve: toomanyrequests:1: failed to resolve source metadata for docker.io/library/toomanyrequests:1: not found',
  'dockerfile parse error on line 3: unknown instruction: no space left on device',
])('Words of the student are no fault of ours: %s', (message) =>
  expect(readFailure(`#5 ERROR\n${message}`, 'Dockerfile').where?.file).toBe('Dockerfile'),
);

describe('A fault that is not the student’s is an exception:', () => {
  test.each([
    ['a limit', 'failed to solve: toomanyrequests: You have reached your pull rate limit', 'registry-limited'],
    [
      'an outage',
      'failed to solve: failed to resolve source metadata for x: dial tcp: lookup registry: i/o timeout',
      'registry-unreachable',
    ],
    ['a full disk', 'failed to solve: write /x: no space left on device', 'disk-full'],
  ])('%s', (_, output, code) => expect(() => readFailure(output, null)).toThrow(expect.objectContaining({ code })));
});
