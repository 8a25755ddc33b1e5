import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { take } from '../../../worker/fetch/take.ts';
import { makeRepository } from './repository.ts';
import { taking, temporary } from './taking.ts';

describe('a folder', () => {
  test('is taken as its files stand, with the commit of its work tree and without .git', async () => {
    const { folder, commit } = makeRepository(join(temporary(), 'work'));
    const head = commit({ 'a.txt': 'committed' });
    writeFileSync(join(folder, 'a.txt'), 'changed');
    writeFileSync(join(folder, 'new.txt'), 'new');
    const { evidence, files, checkout } = await taking(folder);
    expect(evidence).toEqual({ repository: folder, ref: null, commit: head, files: 2, bytes: 10, git: true });
    expect(files).toEqual(['a.txt', 'new.txt']);
    expect(readFileSync(join(checkout, 'a.txt'), 'utf8')).toBe('changed');
  });

  test('outside of any work tree has no commit', async () => {
    const folder = temporary();
    writeFileSync(join(folder, 'a'), '');
    expect((await taking(folder)).evidence).toMatchObject({ commit: null, git: false, files: 1 });
  });

  test('before its first commit has none', async () => {
    const { folder } = makeRepository(join(temporary(), 'work'));
    expect((await taking(folder)).evidence).toMatchObject({ commit: null, git: true, files: 0 });
  });

  test('keeps links as they are, leaves out pipes, and can be read by everybody', async () => {
    const folder = temporary();
    mkdirSync(join(folder, 'private'), { mode: 0o700 });
    writeFileSync(join(folder, 'private', 'file'), 'x', { mode: 0o600 });
    writeFileSync(join(folder, 'run.sh'), 'x');
    chmodSync(join(folder, 'run.sh'), 0o4700);
    symlinkSync('/etc/passwd', join(folder, 'out'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { checkout, files } = await taking(folder);
    const mode = (path: string) => (lstatSync(join(checkout, path)).mode & 0o7777).toString(8);
    expect(files).toEqual(['out', 'private/file', 'run.sh']);
    expect([mode('private'), mode('private/file'), mode('run.sh')]).toEqual(['755', '644', '755']);
    expect(readlinkSync(join(checkout, 'out'))).toBe('/etc/passwd');
  });

  test('that is a bare repository with a program in its configuration executes nothing', async () => {
    const folder = temporary();
    const trace = join(temporary(), 'executed');
    execFileSync('git', ['init', '--quiet', '--bare', folder]);
    execFileSync('git', ['--git-dir', folder, 'config', 'core.fsmonitor', `touch ${trace}`]);
    const { evidence } = await taking(folder);
    expect(evidence).toMatchObject({ commit: null, git: false });
    expect(existsSync(trace)).toBe(false);
  });

  test('may hold the folder of the run itself', async () => {
    const folder = temporary();
    writeFileSync(join(folder, 'a'), '');
    mkdirSync(join(folder, 'runs', 'this'), { recursive: true });
    const run = { folder: join(folder, 'runs', 'this'), signal: new AbortController().signal, say: () => undefined };
    expect(await take({ repository: folder, ref: null, gitHosts: [], ...run })).toMatchObject({ files: 1 });
  });

  test('that does not exist is not found', async () => {
    await expect(taking('/nowhere/at/all')).rejects.toMatchObject({ code: 'repository-not-found' });
  });

  test('that is a file is not found', async () => {
    const file = join(temporary(), 'file');
    writeFileSync(file, '');
    await expect(taking(file)).rejects.toMatchObject({ code: 'repository-not-found' });
  });

  test('has no ref', async () => {
    await expect(taking(temporary(), 'main')).rejects.toMatchObject({ code: 'usage' });
  });
});
