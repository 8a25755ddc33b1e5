import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lookAtRepository } from '../../../worker/fetch/look.ts';
import { type GitServer, gitServer } from './git-server.ts';
import { makeRepository, type Repository } from './repository.ts';
import { localServers } from './taking.ts';

let server: GitServer;
let repository: Repository;
const commits = { first: '', work: '' };

beforeAll(async () => {
  server = await gitServer();
  process.env.GIT_SSL_CAINFO = server.certificate;
  repository = makeRepository(join(server.root, 'homework'));
  repository.git('config', 'uploadpack.allowFilter', 'true');
  commits.first = repository.commit({ 'README.md': 'first\n' });
  repository.git('checkout', '--quiet', '-b', 'work/ñandú');
  commits.work = repository.commit({ 'compose.yaml': 'x', 'app/docker-compose.yml': 'x', 'app/other.yml': 'x' });
});
beforeEach(() => {
  server.intercept = () => false;
});
afterAll(() => server[Symbol.asyncDispose]());

function look(path: string, ref: string | null = null, stack: { path: string; file?: string } = { path: '.' }) {
  const address = `${server.url}/${path}`;
  const signal = new AbortController().signal;
  return lookAtRepository(localServers(address))({ repository: address, ref, stack, signal });
}

test('the default branch is told with its newest commit', async () => {
  expect(await look('homework')).toEqual({
    branch: 'work/ñandú',
    commit: commits.work,
    compose: { state: 'found', file: 'compose.yaml' },
  });
});

describe('the Compose file is looked for', () => {
  test.each([
    ['at the root', { path: '.' }, 'compose.yaml'],
    ['by each name that Compose takes', { path: 'app' }, 'app/docker-compose.yml'],
    ['below a path that is written in another way', { path: './app/' }, 'app/docker-compose.yml'],
    ['by the name that the assignment has', { path: 'app', file: 'other.yml' }, 'app/other.yml'],
    ['below the stack where the assignment names a folder', { path: '.', file: 'app/other.yml' }, 'app/other.yml'],
  ])('%s', async (_, stack, file) => {
    expect((await look('homework', 'work/ñandú', stack)).compose).toEqual({ state: 'found', file });
  });

  test.each([
    ['no folder of that name', { path: 'nowhere', file: 'a.yml' }, ['nowhere/a.yml']],
    ['no such file', { path: 'app', file: 'compose.yaml' }, ['app/compose.yaml']],
  ])('and missed: %s', async (_, stack, places) => {
    expect((await look('homework', null, stack)).compose).toEqual({ state: 'missing', places });
  });

  test('at the commit that was asked for', async () => {
    const seen = await look('homework', commits.first);
    expect(seen).toMatchObject({ branch: null, commit: commits.first, compose: { state: 'missing' } });
  });
});

test('an empty repository has no commit, and no Compose file', async () => {
  makeRepository(join(server.root, 'empty'));
  expect(await look('empty')).toMatchObject({ commit: null, compose: { state: 'missing' } });
});

test('no content of any file is fetched, and nothing is left on the disk', async () => {
  const sent: string[] = [];
  server.intercept = (_request, _response, body) => {
    sent.push(body.toString());
    return false;
  };
  const folder = join(server.root, 'temporary');
  mkdirSync(folder);
  const { TMPDIR = '/tmp' } = process.env;
  process.env.TMPDIR = folder;
  try {
    expect((await look('homework')).compose).toMatchObject({ state: 'found' });
  } finally {
    process.env.TMPDIR = TMPDIR;
  }
  expect(sent.filter((body) => body.includes('command=fetch'))).toHaveLength(1);
  expect(sent.join()).toContain('filter blob:none');
  expect(readdirSync(folder)).toEqual([]);
});

test('from a host that cannot leave files out nothing is fetched', async () => {
  const plain = makeRepository(join(server.root, 'plain'));
  const commit = plain.commit({ 'compose.yaml': 'x' });
  expect(await look('plain')).toEqual({ branch: 'main', commit, compose: { state: 'unknown' } });
});

describe('what a run could not fetch is told by its code:', () => {
  test.each([
    ['a repository that is not there', 'nowhere', null, 'repository-private'],
    ['a branch that is not there', 'homework', 'nothing', 'ref-unknown'],
    ['a commit that is not there', 'homework', 'a'.repeat(40), 'ref-unknown'],
  ])('%s', async (_, path, ref, code) => {
    await expect(look(path, ref)).rejects.toMatchObject({ code });
  });

  test('a repository on another host', async () => {
    const signal = new AbortController().signal;
    const wanted = { repository: `${server.url}/homework`, ref: null, stack: { path: '.' }, signal };
    await expect(lookAtRepository([])(wanted)).rejects.toMatchObject({ code: 'repository-not-allowed' });
  });

  test('a host whose name leads into a private network', async () => {
    const { host } = new URL(server.url);
    const signal = new AbortController().signal;
    const wanted = { repository: `${server.url}/homework`, ref: null, stack: { path: '.' }, signal };
    const asked: unknown[] = [];
    server.intercept = (request) => asked.push(request.url) < 0;
    const looking = lookAtRepository([{ host, address: null }])(wanted);
    await expect(looking).rejects.toMatchObject({ code: 'repository-not-allowed' });
    expect(asked).toEqual([]);
  });

  test('a redirect to another host', async () => {
    server.intercept = (_request, response) => {
      response.writeHead(302, { location: 'https://example.com/homework/info/refs' }).end();
      return true;
    };
    await expect(look('homework')).rejects.toMatchObject({ code: 'repository-unreachable' });
  });
});

test('where git is missing the system says so', async () => {
  const path = process.env.PATH;
  const empty = join(server.root, 'no-programs');
  mkdirSync(empty);
  symlinkSync('/bin/sh', join(empty, 'sh'));
  process.env.PATH = empty;
  try {
    const { lookAtRepository: afresh } = await import('../../../worker/fetch/look.ts?afresh' as string);
    const address = `${server.url}/homework`;
    const wanted = { repository: address, ref: null, stack: { path: '.' }, signal: new AbortController().signal };
    await expect(afresh(localServers(address))(wanted)).rejects.toMatchObject({ code: 'ENOENT' });
  } finally {
    process.env.PATH = path;
  }
});
