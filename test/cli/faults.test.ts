import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultText } from '../../src/cli/fault.ts';
import { DockgradeError } from '../../src/core/errors.ts';
import { dockgrade } from './fixtures/dockgrade.ts';

let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'dockgrade-faults-'));
});
afterAll(() => rm(data, { recursive: true }));

const noEngine = () => ({ DOCKGRADE_DATA: data, DOCKER_HOST: `unix://${data}/none.sock` });

test('an engine that is not there ends grade with 4, one sentence and a remedy', async () => {
  const { exitCode, stdout, stderr } = await dockgrade(['grade', '.'], { cwd: data, env: noEngine() });
  expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' });
  expect(stderr).toMatch(/^dockgrade: .*engine.*\n {2}\S.*\n {2}error code: engine-unreachable$/m);
});

test('doctor says what is wrong and how to mend it, and ends with 4', async () => {
  const { exitCode, stdout } = await dockgrade(['doctor'], { env: noEngine() });
  expect(exitCode).toBe(4);
  expect(stdout).toMatch(/✔ Node 24/);
  expect(stdout).toMatch(/✘ .*engine[\s\S]+\n {4}→ \S/);
  expect(stdout).toContain('Grading does not work here yet.');
});

test('doctor sends nobody to doctor', async () => {
  const { stdout } = await dockgrade(['doctor', '--format', 'json'], { env: noEngine() });
  expect(stdout).toContain(`DOCKER_HOST is unix://${data}/none.sock: start the engine that listens there`);
  expect(stdout).not.toContain('dockgrade doctor');
});

test('doctor answers in JSON too', async () => {
  const { exitCode, stdout } = await dockgrade(['doctor', '--format', 'json'], { env: noEngine() });
  expect(exitCode).toBe(4);
  const { works, checks } = JSON.parse(stdout) as { works: boolean; checks: { id: string; outcome: string }[] };
  expect(works).toBe(false);
  expect(checks).toContainEqual(expect.objectContaining({ id: 'node', outcome: 'ok' }));
  expect(checks).toContainEqual(expect.objectContaining({ id: 'engine', outcome: 'fail' }));
});

test('a data folder that cannot be made is a failed check, and no engine is started for it', async () => {
  const env = { DOCKGRADE_DATA: '/etc/passwd/dockgrade' };
  const { exitCode, stdout } = await dockgrade(['doctor', '--format', 'json'], { env });
  expect(exitCode).toBe(4);
  const { checks } = JSON.parse(stdout) as { checks: { id: string; outcome: string }[] };
  expect(checks).toContainEqual(expect.objectContaining({ id: 'data', outcome: 'fail' }));
  expect(checks.map(({ id }) => id)).not.toContain('engine');
});

test('a known error shows its remedy and its code', () => {
  const error = new DockgradeError('disk-full', 'The disk is full.', { remedy: 'Make room.\nThen again.' });
  expect(faultText(error, false)).toBe(
    'dockgrade: The disk is full.\n  Make room.\n  Then again.\n  error code: disk-full\n',
  );
});

test('a fault of our own is called one, and shows the place in the code on demand only', () => {
  const error = new TypeError('x is not a function');
  expect(faultText(error, false)).toMatch(
    /^dockgrade: a fault in dockgrade: x is not a function\n[\s\S]+error code: internal\n$/,
  );
  expect(faultText(error, false)).not.toContain('faults.test.ts');
  expect(faultText(error, true)).toContain('faults.test.ts');
});

test('an error that quotes a hostile text moves no cursor', () => {
  expect(faultText(new DockgradeError('ref-unknown', 'no \u001b[2Jref'), false)).not.toContain('\u001b');
});
