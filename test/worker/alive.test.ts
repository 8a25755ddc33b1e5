import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { forgetEnded, isSilent, showLife } from '../../worker/alive.ts';
import { isProvablyDead, ownerOfThis } from '../../worker/owner.ts';

const ALIVE = join(import.meta.dirname, '../../worker/alive.ts');
const OWNER = join(import.meta.dirname, '../../worker/owner.ts');
/** Only root may make a namespace of processes, as a container has. */
const root = process.getuid?.() === 0;

test.runIf(root)('A process of another container is seen to live, and seen to have been killed', async () => {
  const home = await temporaryHome();
  const code = `
    const { showLife } = await import(${JSON.stringify(ALIVE)});
    const { ownerOfThis } = await import(${JSON.stringify(OWNER)});
    await showLife(process.argv[1]);
    process.stdout.write(ownerOfThis());
    setInterval(() => undefined, 1000);
  `;
  const namespace = ['--pid', '--fork', '--kill-child=SIGKILL', '--mount-proc', '--'];
  const inside = spawn('unshare', [...namespace, process.execPath, '--input-type=module', '--eval', code, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const owner = String((await once(inside.stdout, 'data'))[0]);
  expect(isProvablyDead(owner, true)).toBe(false);
  expect(await isSilent(home, owner)).toBe(false);
  inside.kill('SIGKILL');
  await once(inside, 'close');
  await expect.poll(() => isSilent(home, owner)).toBe(true);
  const hide = await showLife(home);
  await forgetEnded(home, [owner]);
  expect(await readdir(join(home, 'alive')), 'something of it is still to be judged').toHaveLength(2);
  await forgetEnded(home, []);
  expect(await readdir(join(home, 'alive'))).toHaveLength(1);
  await hide();
  expect(await readdir(join(home, 'alive'))).toEqual([]);
});

test('Of a process that never showed its life nothing is known', async () => {
  const owner = ownerOfThis().split('.').with(1, '1').join('.');
  expect(await isSilent(await temporaryHome(), owner)).toBe(false);
});

test('A process of an earlier boot, or of this container, is not judged by its socket', async () => {
  const home = await temporaryHome();
  const hide = await showLife(home);
  await hide();
  expect(await isSilent(home, ownerOfThis())).toBe(false);
  expect(await isSilent(home, ownerOfThis().split('.').with(0, 'earlier').join('.'))).toBe(false);
});

test('Who ends in peace leaves nothing', async () => {
  const home = await temporaryHome();
  const hide = await showLife(home);
  expect(await readdir(join(home, 'alive'))).toHaveLength(1);
  await hide();
  expect(await readdir(join(home, 'alive'))).toEqual([]);
});

async function temporaryHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'dg-alive-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}
