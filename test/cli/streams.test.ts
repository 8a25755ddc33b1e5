import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOutput } from '../../src/cli/output.ts';
import { MAIN } from './fixtures/dockgrade.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockgrade-streams-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a reader that goes away is no fault', async () => {
  const { stderr, exitCode } = await execa({
    reject: false,
    shell: '/bin/bash',
  })`set -o pipefail; ${process.execPath} ${MAIN} explain | true`;
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
});

test('a full disk behind standard output is told in one sentence, and is no fault of ours', async () => {
  const { stderr, exitCode } = await execa({
    reject: false,
    shell: '/bin/bash',
  })`${process.execPath} ${MAIN} explain > /dev/full`;
  expect(exitCode).toBe(4);
  expect(stderr).toBe(
    'dockgrade: standard output cannot be written to: no space is left there\n  Make room there, or send it elsewhere.\n  error code: disk-full',
  );
});

test.each([
  ['/proc/report', 'report-unwritable', 'no file can be made there'],
  ['/dev/full', 'disk-full', 'no space is left there'],
])(
  'a report that cannot be written to %s after all is printed instead, and that is told',
  async (file, code, reason) => {
    const [modules, script] = [new URL('../../src/cli/', import.meta.url).href, join(folder, 'deliver.ts')];
    await writeFile(
      script,
      `import { deliver, openOutput } from '${modules}output.ts';
    import { faultText } from '${modules}fault.ts';
    await deliver('the report', await openOutput('${file}')).catch((error) => console.error(faultText(error, false)));`,
    );
    const { stdout, stderr } = await execa(process.execPath, [script], { reject: false });
    expect(stdout).toBe('the report');
    expect(stderr).toContain(`the report cannot be written to "${file}", so it is on standard output: ${reason}\n`);
    expect(stderr).toContain(`error code: ${code}`);
  },
);

test('a report replaces the old one whole, and leaves no draft', async () => {
  const file = join(folder, 'report.json');
  await writeFile(file, 'old');
  const output = await openOutput(file);
  expect(await readFile(file, 'utf8')).toBe('old');
  await output.write('new');
  expect(await readFile(file, 'utf8')).toBe('new');
  expect((await readdir(folder)).filter((name) => name.includes('report'))).toEqual(['report.json']);
});

test('a link stays a link: its target is written', async () => {
  await writeFile(join(folder, 'target'), 'old');
  await symlink('target', join(folder, 'link'));
  const output = await openOutput(join(folder, 'link'));
  await output.write('new');
  expect(await readFile(join(folder, 'target'), 'utf8')).toBe('new');
});

test('a device is written to, not replaced', async () => {
  const output = await openOutput('/dev/null');
  await output.write('x');
  expect((await readFile('/dev/null')).length).toBe(0);
});
