import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../../worker/engine/command.ts';
import { ownerOfThis } from '../../worker/owner.ts';
import { isOver, makeRunFolder, recordedRuns } from '../../worker/run-folder.ts';
import { MOUNTS } from '../hostile/catalog/mounts.ts';
import { named, threatOf } from '../hostile/catalog/threat.ts';

test('at no moment is there a folder of a run without an owner', async () => {
  const home = await temporaryHome();
  let making = true;
  const all = Promise.all(Array.from({ length: 50 }, (_, n) => makeRunFolder(home, `run${n}`)));
  const made = all.finally(() => {
    making = false;
  });
  const owners = new Set<string>();
  while (making) {
    for (const { owner } of recordedRuns(home)) owners.add(owner);
    await new Promise(setImmediate);
  }
  await made;
  for (const { owner } of recordedRuns(home)) owners.add(owner);
  expect([...owners]).toEqual([ownerOfThis()]);
  expect((await readdir(join(home, 'jobs'))).toSorted()).toEqual(
    Array.from({ length: 50 }, (_, n) => `run${n}`).toSorted(),
  );
});

test('what a process left that was killed while it made one is on record as its own', async () => {
  const home = await temporaryHome();
  const job = 'new~boot.1.2.3~abc';
  const path = join(home, 'jobs', job);
  await mkdir(path, { recursive: true });
  expect(recordedRuns(home)).toEqual([{ job, owner: 'boot.1.2.3', path, volumes: new Set() }]);
});

test('a second try of a run takes the folder over, with the volumes that the first one knew', async () => {
  const home = await temporaryHome();
  const first = await makeRunFolder(home, 'abc');
  first.volumes.add('data');
  await writeFile(join(first.path, 'owner'), 'somebody.else');
  const second = await makeRunFolder(home, 'abc');
  expect(second.path).toBe(first.path);
  expect(recordedRuns(home)).toMatchObject([{ job: 'abc', owner: ownerOfThis(), volumes: new Set(['data']) }]);
  await second.remove();
  expect(existsSync(first.path)).toBe(false);
});

async function temporaryHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'dockgrade-runs-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}

test('The path of the folder has no link in it, wherever the data folder is', async () => {
  const real = await realpath(await mkdtemp(join(tmpdir(), 'dockgrade-run-folder-')));
  const link = `${real}-link`;
  await symlink(real, link);
  const folder = await makeRunFolder(link, 'a-run');
  expect(folder.path).toBe(join(real, 'jobs/a-run'));
  await rm(link);
  await rm(real, { recursive: true });
});

test('at no moment is there a folder that is being removed and has no owner', async () => {
  const home = await temporaryHome();
  for (let round = 0; round < 30; round += 1) {
    const folder = await makeRunFolder(home, 'abc');
    await Promise.all(Array.from({ length: 100 }, (_, n) => writeFile(join(folder.path, `file${n}`), '')));
    let removing = true;
    const removed = folder.remove().finally(() => {
      removing = false;
    });
    const owners = new Set<string>();
    while (removing) {
      for (const { owner } of recordedRuns(home)) owners.add(owner);
      await new Promise(setImmediate);
    }
    await removed;
    expect([...owners]).toEqual([ownerOfThis()]);
    expect(await readdir(join(home, 'jobs'))).toEqual([]);
  }
});

test('a folder that was being removed by a process that was killed is on record as its own', async () => {
  const home = await temporaryHome();
  const folder = await makeRunFolder(home, 'abc');
  await rm(join(folder.path, 'owner'));
  const job = `old~${folder.owner}~abc`;
  await rename(folder.path, join(home, 'jobs', job));
  expect(recordedRuns(home)).toMatchObject([{ job, owner: folder.owner }]);
  expect(isOver(job, folder.owner)).toBe(false);
  folder.leave();
  expect(isOver(job, folder.owner)).toBe(true);
});

describe('A run of this process', () => {
  test('is not over while it goes on, nor while its folder is being made', async () => {
    const home = await temporaryHome();
    const owner = ownerOfThis();
    const making = makeRunFolder(home, 'goes-on');
    expect(isOver('goes-on', owner)).toBe(false);
    expect(isOver(`new~${owner}~goes-on`, owner)).toBe(false);
    const folder = await making;
    expect(isOver('goes-on', owner)).toBe(false);
    folder.leave();
    expect(isOver('goes-on', owner)).toBe(true);
  });

  test('is over when its folder could not be made', async () => {
    const home = join(await temporaryHome(), 'file');
    await writeFile(home, '');
    await expect(makeRunFolder(home, 'not-made')).rejects.toThrow('ENOTDIR');
    expect(isOver('not-made', ownerOfThis())).toBe(true);
  });

  test("is not another process's", () => {
    expect(isOver('theirs', 'boot.1.2.3')).toBe(false);
  });
});

test(named(threatOf(MOUNTS, 'F262')), async ({ signal }) => {
  const folder = await makeRunFolder(await temporaryHome(), 'deep');
  const outside = await temporaryHome();
  await writeFile(join(outside, 'kept'), '');
  await symlink(outside, join(folder.path, 'way'));
  const name = 'n'.repeat(250);
  const deeper = `for i in $(seq 40); do mkdir ${name} && cd -P ${name} || exit 1; done; : >file`;
  const made = await run('sh', ['-c', deeper], { cwd: folder.path, signal, timeout: 60_000 });
  expect(made).toMatchObject({ exitCode: 0, stderr: '' });
  await folder.remove();
  expect(await readdir(join(folder.path, '..'))).toEqual([]);
  expect(await readdir(outside)).toEqual(['kept']);
});
