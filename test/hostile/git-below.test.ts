import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { git } from '../../worker/fetch/git.ts';
import { makeRepository } from '../worker/fetch/repository.ts';
import { taking, temporary } from '../worker/fetch/taking.ts';
import { GIT } from './catalog/git.ts';
import { threatOf } from './catalog/threat.ts';

const SETTINGS = [
  'core.fsmonitor',
  'core.sshCommand',
  'core.pager',
  'core.editor',
  'diff.external',
  'credential.helper',
];

/** Settings of a repository, each of which names a program that leaves a trace. Its objects are promised by a remote that is a program too. */
function bait(gitDir: string): string {
  const folder = temporary();
  const [program, trace] = [join(folder, 'program'), join(folder, 'executed')];
  writeFileSync(program, `#!/bin/sh\ntouch ${trace}\n`, { mode: 0o755 });
  mkdirSync(join(folder, 'hooks'));
  writeFileSync(join(folder, 'hooks', 'post-index-change'), `#!/bin/sh\ntouch ${trace}\n`, { mode: 0o755 });
  const set = (key: string, value: string) => execFileSync('git', ['--git-dir', gitDir, 'config', key, value]);
  for (const key of SETTINGS) set(key, program);
  set('core.hooksPath', join(folder, 'hooks'));
  set('remote.origin.url', `ext::${program}`);
  set('remote.origin.promisor', 'true');
  set('core.repositoryFormatVersion', '1');
  set('extensions.partialClone', 'origin');
  return trace;
}

/** Whether git executes something there when anybody calls it, and then when we do. */
async function executes(
  folder: string,
  trace: string,
  signal: AbortSignal,
): Promise<{ anybody: boolean; we: boolean }> {
  spawnSync('git', ['status'], { cwd: folder, env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null' } });
  const anybody = existsSync(trace);
  rmSync(trace, { force: true });
  await git(['status'], { signal, timeout: 10_000, cwd: folder });
  return { anybody, we: existsSync(trace) };
}

describe(threatOf(GIT, 'F229').attack, () => {
  test('F229 a work tree', async ({ signal }) => {
    const { folder, commit } = makeRepository(join(temporary(), 'work'));
    const head = commit({ a: 'a' });
    const trace = bait(join(folder, '.git'));
    expect(await executes(folder, trace, signal)).toEqual({ anybody: true, we: false });
    expect((await taking(folder)).evidence).toMatchObject({ commit: head, files: 1 });
    rmSync(join(folder, '.git', 'objects'), { recursive: true });
    mkdirSync(join(folder, '.git', 'objects'));
    await taking(folder);
    expect(existsSync(trace)).toBe(false);
  });

  test('F229 a bare repository in a folder, a folder below it, and one whose .git is a file that leads there', async ({
    signal,
  }) => {
    const folder = temporary();
    const bare = join(folder, 'bare');
    const places = { bare, below: join(bare, 'below'), pointing: join(folder, 'pointing') };
    execFileSync('git', ['init', '--quiet', '--bare', bare]);
    const trace = bait(bare);
    for (const [key, value] of [
      ['core.bare', 'false'],
      ['core.worktree', folder],
    ] as const) {
      execFileSync('git', ['--git-dir', bare, 'config', key, value]);
    }
    for (const place of [places.below, places.pointing]) mkdirSync(place);
    writeFileSync(join(places.pointing, '.git'), `gitdir: ${bare}\n`);
    for (const [name, place] of Object.entries(places)) {
      expect({ name, ...(await executes(place, trace, signal)) }).toEqual({ name, anybody: true, we: false });
      expect((await taking(place)).evidence).toMatchObject({ commit: null });
    }
    expect(existsSync(trace)).toBe(false);
  });
});
