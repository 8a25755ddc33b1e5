import { chmodSync, existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GitServer, gitServer } from './git-server.ts';
import { makeRepository, type Repository } from './repository.ts';
import { taking, temporary } from './taking.ts';

let server: GitServer;
let repository: Repository;
const commits = { first: '', feature: '', main: '' };

beforeAll(async () => {
  server = await gitServer();
  process.env.GIT_SSL_CAINFO = server.certificate;
  repository = makeRepository(join(server.root, 'homework'));
  commits.first = repository.commit({ 'README.md': 'first\n', 'src/app.js': 'old();\n' });
  repository.git('tag', '--annotate', 'v1', '--message=one');
  repository.git('checkout', '--quiet', '-b', 'feature/ñandú');
  commits.feature = repository.commit({ 'feature.txt': 'feature\n' });
  repository.git('checkout', '--quiet', 'main');
  commits.main = repository.commit({ 'src/app.js': 'fresh();\n' });
});
afterAll(() => server[Symbol.asyncDispose]());

describe('a repository is taken at', () => {
  test('its default branch', async () => {
    const { evidence, files, checkout, rest } = await taking(`${server.url}/homework`);
    expect(evidence).toEqual({
      repository: `${server.url}/homework`,
      ref: null,
      commit: commits.main,
      files: 2,
      bytes: 15,
      git: true,
    });
    expect(files).toEqual(['README.md', 'src/app.js']);
    expect(readFileSync(join(checkout, 'src/app.js'), 'utf8')).toBe('fresh();\n');
    expect(rest).toEqual([]);
  });

  test('a branch', async () => {
    const { evidence, files } = await taking(`${server.url}/homework`, 'feature/ñandú');
    expect(evidence.commit).toBe(commits.feature);
    expect(files).toContain('feature.txt');
  });

  test('the commit behind an annotated tag', async () => {
    expect((await taking(`${server.url}/homework`, 'v1')).evidence.commit).toBe(commits.first);
  });

  test('a commit that is no longer the tip of a branch', async () => {
    const { evidence, checkout } = await taking(`${server.url}/homework`, commits.first);
    expect(evidence.commit).toBe(commits.first);
    expect(readFileSync(join(checkout, 'src/app.js'), 'utf8')).toBe('old();\n');
  });

  test('its only branch when the default branch does not exist', async () => {
    const odd = makeRepository(join(server.root, 'odd'));
    const commit = odd.commit({ a: 'a' });
    odd.git('symbolic-ref', 'HEAD', 'refs/heads/gone');
    expect((await taking(`${server.url}/odd`)).evidence.commit).toBe(commit);
  });
});

describe('what is written', () => {
  test('keeps links and execution, and everybody may read it', async () => {
    const modes = makeRepository(join(server.root, 'modes'));
    writeFileSync(join(modes.folder, 'start.sh'), '#!/bin/sh\n');
    chmodSync(join(modes.folder, 'start.sh'), 0o755);
    symlinkSync('start.sh', join(modes.folder, 'link'));
    modes.commit({ 'deep/er/plain': '' });
    const before = process.umask(0o077);
    const { checkout, evidence } = await taking(`${server.url}/modes`);
    process.umask(before);
    const mode = (path: string) => (lstatSync(join(checkout, path)).mode & 0o777).toString(8);
    expect([mode('.'), mode('deep/er'), mode('deep/er/plain'), mode('start.sh')]).toEqual(['755', '755', '644', '755']);
    expect(lstatSync(join(checkout, 'link')).isSymbolicLink()).toBe(true);
    expect(evidence.files).toBe(3);
  });

  test('of an empty repository is nothing, and that is a fact', async () => {
    makeRepository(join(server.root, 'empty'));
    const { evidence, files } = await taking(`${server.url}/empty`);
    expect(evidence).toMatchObject({ commit: null, files: 0, bytes: 0, git: true });
    expect(files).toEqual([]);
  });

  test('leaves submodules empty', async () => {
    const parent = makeRepository(join(server.root, 'parent'));
    parent.git('submodule', '--quiet', 'add', repository.folder, 'vendor');
    parent.commit({ mine: 'mine' });
    const { files } = await taking(`${server.url}/parent`);
    expect(files).toEqual(['.gitmodules', 'mine']);
  });
});

describe('nothing is executed', () => {
  test('of filters and templates that a user or a repository configures', async () => {
    const home = temporary();
    const trace = join(home, 'executed');
    const config = `[init]\n templateDir = ${home}\n[core]\n hooksPath = ${home}\n[filter "evil"]\n smudge = touch ${trace}\n`;
    writeFileSync(join(home, '.gitconfig'), config);
    writeFileSync(join(home, 'post-checkout'), `#!/bin/sh\ntouch ${trace}\n`, { mode: 0o755 });
    const evil = makeRepository(join(server.root, 'evil'));
    evil.commit({ '.gitattributes': '* filter=evil\n', a: 'a\n' });
    const before = process.env.HOME;
    process.env.HOME = home;
    const { files } = await taking(`${server.url}/evil`);
    process.env.HOME = before;
    expect(files).toEqual(['.gitattributes', 'a']);
    expect(existsSync(trace)).toBe(false);
  });
});
