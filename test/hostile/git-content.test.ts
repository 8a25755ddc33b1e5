import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSources } from '../../worker/admission/sources.ts';
import { told } from '../../worker/fetch/told.ts';
import { readDelivery } from '../../worker/resolve/delivery/index.ts';
import { findElsewhere } from '../../worker/resolve/find.ts';
import { readInside } from '../../worker/resolve/inside.ts';
import { Canary, listener } from '../support/canary.ts';
import { type GitServer, gitServer } from '../worker/fetch/git-server.ts';
import { makeRepository, type Repository } from '../worker/fetch/repository.ts';
import { taking, temporary } from '../worker/fetch/taking.ts';
import { GIT } from './catalog/git.ts';
import { named, threatOf } from './catalog/threat.ts';
import { publish, refused, tree } from './git-trees.ts';

const MIB = 1024 * 1024;

let server: GitServer;
beforeAll(async () => {
  server = await gitServer();
  process.env.GIT_SSL_CAINFO = server.certificate;
});
afterAll(() => server[Symbol.asyncDispose]());

function repository(name: string): Repository {
  return makeRepository(join(server.root, name));
}

test(named(threatOf(GIT, 'F121')), async () => {
  await using inside = await listener();
  const parent = repository('submodules');
  const commit = parent.commit({
    '.gitmodules': [
      ...['[submodule "a"]', 'path = vendor/local', 'url = file:///etc'],
      ...['[submodule "b"]', 'path = vendor/inside', `url = https://127.0.0.1:${inside.port}/b`],
      ...['[submodule "c"]', 'path = "vendor/cr\r"', 'url = ext::sh -c id', 'update = !touch executed', ''],
    ].join('\n'),
    mine: 'mine',
  });
  for (const name of ['local', 'inside', 'cr']) {
    parent.git('update-index', '--add', '--cacheinfo', `160000,${commit},vendor/${name}`);
  }
  parent.git('commit', '--quiet', '--message=submodules');
  const { evidence, files } = await taking(`${server.url}/submodules`);
  expect(files).toEqual(['.gitmodules', 'mine']);
  expect(evidence.elsewhere).toEqual({ submodules: ['vendor/cr', 'vendor/inside', 'vendor/local'], largeFiles: [] });
  expect(told(evidence).en).toContain(
    'submodules are not fetched, and these folders are empty: vendor/cr, vendor/inside',
  );
  expect(told(evidence).es).toContain('los submódulos no se descargan');
  expect(inside.callers).toEqual([]);
});

test(named(threatOf(GIT, 'F124')), async () => {
  await using inside = await listener();
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 5000000000\n`;
  repository('lfs').commit({
    '.gitattributes': '*.mp4 filter=lfs diff=lfs merge=lfs -text\n',
    '.lfsconfig': `[lfs]\n url = https://127.0.0.1:${inside.port}/\n`,
    'media/talk.mp4': pointer,
    'notes.txt': 'version https://git-lfs.github.com/spec/v2\n',
  });
  const { evidence, checkout } = await taking(`${server.url}/lfs`);
  expect(readFileSync(join(checkout, 'media/talk.mp4'), 'utf8')).toBe(pointer);
  expect(evidence.elsewhere).toEqual({ submodules: [], largeFiles: ['media/talk.mp4'] });
  expect(told(evidence).en).toContain(
    'files of Git LFS are not fetched, only the text that stands for them: media/talk.mp4',
  );
  expect(inside.callers).toEqual([]);
});

test(named(threatOf(GIT, 'F222')), async () => {
  const trace = join(temporary(), 'executed');
  const files = {
    '.gitattributes': [
      ...['[attr]blow ident working-tree-encoding=UTF-32', '*.id blow', '*.utf working-tree-encoding=UTF-16'],
      ...['*.run filter=evil', '*.bat eol=crlf', ''],
    ].join('\n'),
    'a.id': '$Id$\n'.repeat(1000),
    'b.utf': 'small\n'.repeat(1000),
    'c.run': 'text\n',
    'd.bat': 'line\n',
  };
  const { git: call, folder } = repository('attributes');
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  // As they are: git would turn them back on their way into the repository.
  mkdirSync(join(folder, '.git', 'info'), { recursive: true });
  writeFileSync(join(folder, '.git', 'info', 'attributes'), '* -filter -ident -working-tree-encoding -eol\n');
  call('add', '--all');
  call('commit', '--quiet', '--message=attributes');
  call('config', 'filter.evil.smudge', `touch ${trace}`);
  const { checkout } = await taking(`${server.url}/attributes`);
  const read = (name: string) => readFileSync(join(checkout, name), 'utf8');
  for (const name of ['a.id', 'b.utf', 'c.run'] as const) expect(read(name), name).toBe(files[name]);
  expect(read('d.bat')).toBe('line\r\n');
  expect(existsSync(trace)).toBe(false);
});

describe(threatOf(GIT, 'F223').attack, () => {
  test.for<[string, string | Buffer]>([
    ['git', '.git'],
    ['GIT', '.GIT'],
    ['short', 'git~1'],
    ['ignorable', '.g\u200cit'],
    ['up', '..'],
    ['here', '.'],
    ['newline', 'a\nb'],
    ['carriage', 'Icon\r'],
    ['terminal', '\u001b]0;owned\u0007'],
    ['c1', 'a\u009bb'],
    ['latin1', Buffer.from([0x61, 0xf1])],
    ['long', 'x'.repeat(5000)],
    ['longer-than-taken', 'x'.repeat(1001)],
  ])('F223 %s', async ([name, path]) => {
    const odd = repository(`name-${name}`);
    odd.commit({ a: 'a' });
    publish(odd, tree(odd, [[`100644 blob ${odd.git('rev-parse', 'HEAD:a')}`, path]]));
    const error = await refused(`${server.url}/name-${name}`);
    expect(error).toMatchObject({ code: 'repository-damaged', remedy: expect.stringContaining('Rename') });
    expect(JSON.stringify((error as Error).message)).toMatch(/^[\x20-\x7e]*$/);
  });

  test('F223 deep below each other', async () => {
    const deep = repository('deep');
    const path = `${'d/'.repeat(600)}file`;
    const input = `commit refs/heads/main\ncommitter A <a@example.com> 0 +0000\ndata 0\nM 100644 inline ${path}\ndata 1\na\n`;
    execFileSync('git', ['fast-import', '--quiet'], { cwd: deep.folder, input });
    expect(await refused(`${server.url}/deep`)).toMatchObject({ code: 'repository-damaged' });
  });

  test('F223 the same in upper and lower case are two files, and letters of every language are taken', async () => {
    repository('plain').commit({ readme: 'a', README: 'b', 'ñandú "quoted" \\ 文件': 'c', 'sp ace': 'd' });
    const { files } = await taking(`${server.url}/plain`);
    expect(files).toEqual(['README', 'readme', 'sp ace', 'ñandú "quoted" \\ 文件']);
  });
});

describe(threatOf(GIT, 'F224').attack, () => {
  test('F224 are not followed by what reads, copies or changes the checkout', async () => {
    await using canary = await Canary.plant();
    chmodSync(canary.file, 0o600);
    const before = lstatSync(canary.file);
    const links = {
      secret: canary.file,
      Dockerfile: canary.file,
      'README.md': canary.file,
      outside: join(canary.file, '..'),
      loop: 'loop',
    };
    const linked = repository('links');
    for (const [name, to] of Object.entries(links)) symlinkSync(to, join(linked.folder, name));
    mkdirSync(join(linked.folder, '.github'));
    symlinkSync(join(canary.file, '..'), join(linked.folder, '.github', 'workflows'));
    linked.commit({ 'compose.yaml': 'services: {}\n' });
    const { evidence, checkout } = await taking(`${server.url}/links`);
    for (const [name, to] of Object.entries(links)) expect(readlinkSync(join(checkout, name))).toBe(to);
    const root = join(realpathSync(temporary()), 'context');
    await cp(checkout, root, { recursive: true, verbatimSymlinks: true });
    const inside = ['secret', 'Dockerfile', 'README.md', 'outside/secret', 'loop'];
    const texts = await Promise.all(inside.map((name) => readInside(root, join(root, name), MIB)));
    expect(texts).toEqual(inside.map(() => null));
    canary.expectNowhereIn(evidence, await readDelivery(checkout), await findElsewhere(root));
    const refusals = await checkSources({ checkout: root, files: ['outside/compose.yaml'] });
    expect(refusals.length).toBeGreaterThan(0);
    expect(readFileSync(canary.file, 'utf8')).toBe(`${canary.secret}\n`);
    expect(lstatSync(canary.file)).toMatchObject({
      mode: before.mode,
      mtimeMs: before.mtimeMs,
      ctimeMs: before.ctimeMs,
    });
  });

  test('F224 are not written through, where a tree has a link and a folder of one name', async () => {
    const outside = temporary();
    const twice = repository('twice');
    twice.commit({ to: outside, file: 'written' });
    const [to, file] = ['to', 'file'].map((name) => twice.git('rev-parse', `HEAD:${name}`));
    const below = tree(twice, [[`100644 blob ${file}`, 'file']]);
    for (const names of [
      ['a', 'a'],
      ['a', 'A'],
    ]) {
      publish(
        twice,
        tree(twice, [
          [`120000 blob ${to}`, `${names[0]}`],
          [`040000 tree ${below}`, `${names[1]}`],
        ]),
      );
      const taken = await taking(`${server.url}/twice`).catch((error: unknown) => error);
      if (taken instanceof Error) expect(taken).toMatchObject({ code: 'repository-damaged' });
      expect(readdirSync(outside)).toEqual([]);
    }
  });
});
