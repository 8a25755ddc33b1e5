import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { GitHost } from '../../src/core/git-hosts.ts';
import { makeLog } from '../../src/core/log.ts';
import { readSettings } from '../../src/core/settings.ts';
import { requireAllowed } from '../../worker/fetch/allowed.ts';
import { type Answer, type Served, serve } from '../api/fixtures/served.ts';
import { listener } from '../support/canary.ts';
import { gitServer } from '../worker/fetch/git-server.ts';
import { processesWith } from '../worker/fetch/processes.ts';
import { makeRepository } from '../worker/fetch/repository.ts';
import { taking, temporary } from '../worker/fetch/taking.ts';
import { GIT } from './catalog/git.ts';
import { named, threatOf } from './catalog/threat.ts';

const HOSTS: GitHost[] = readSettings({}).gitHosts;
const GITHUB = 'https://github.com/ana/homework';

/** Hands it in over HTTP, as a student. */
function handIn(t: Served, change: object): Promise<Answer> {
  const body = { assignment: 'homework', repository: GITHUB, ...change };
  return t.ask('/api/submissions', { as: t.students[0], method: 'POST', body });
}

/** What the worker does with a job from Redis: whether it takes the address, and then fetching it. */
async function fetchedByWorker(repository: string, ref: string | null = null): Promise<unknown> {
  await requireAllowed(repository, { folders: [], gitHosts: HOSTS });
  return taking(repository, ref, undefined, HOSTS);
}

const NO_ADDRESS = [
  'ext::sh -c id',
  'fd::17/foo',
  'file:///etc',
  '/etc',
  '../other',
  'ssh://-oProxyCommand=x/y',
  'git@github.com:ana/homework',
  '--upload-pack=x',
  '-u',
  'git://github.com/ana/homework',
  'http://github.com/ana/homework',
  'ftp://github.com/ana/homework',
];

test(named(threatOf(GIT, 'F116')), async (context) => {
  const t = await serve(context);
  for (const repository of NO_ADDRESS) {
    const { status, json } = await handIn(t, { repository });
    expect({ repository, status, json }).toMatchObject({ status: 422, json: { code: 'repository-not-allowed' } });
    await expect(fetchedByWorker(repository), repository).rejects.toMatchObject({
      code: repository === '/etc' ? 'repository-not-allowed' : 'usage',
    });
  }
  expect((await t.store.submissions.counts()).accepted).toBe(0);
});

test(named(threatOf(GIT, 'F117')), async (context) => {
  const token = 'ghp_0123456789abcdefTOKEN';
  const t = await serve(context);
  const log = join(temporary(), 'log');
  for (const repository of [
    `https://${token}@github.com/ana/homework`,
    `https://ana:${token}@github.com/ana/homework`,
    `https://github.com/ana/homework?access_token=${token}`,
    `https://github.com/ana/homework#${token}`,
    `ext::https://${token}@github.com/ana/homework`,
    `http://ana:${token}@github.com/ana/homework`,
    `ana:${token}@github.com/ana/homework`,
    `https://ana:${token}@git hub.com/ana/homework`,
    `https%3A%2F%2Fana:${token}%40github.com/ana/homework`,
  ]) {
    const { status, text } = await handIn(t, { repository });
    expect(status).toBe(422);
    const error = await fetchedByWorker(repository).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'usage' });
    makeLog('debug', 'worker', log).warn({ error }, 'run failed');
    const said = [text, JSON.stringify(t.requests), JSON.stringify(t.lines), `${(error as Error).stack}`];
    expect(said.join('\n')).not.toContain(token);
  }
  expect(readFileSync(log, 'utf8')).toContain('run failed');
  expect(readFileSync(log, 'utf8')).not.toContain(token);
  expect(processesWith(token)).toEqual([]);
});

const INSIDE = [
  '127.0.0.1',
  '127.1',
  '0x7f.1',
  '0177.0.0.1',
  '2130706433',
  '0',
  '[::1]',
  '[::ffff:10.0.0.1]',
  '[fe80::1%25eth0]',
  '10.0.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.100.100.200',
  '168.63.129.16',
  'localhost',
  'localhost.',
  'github.com.',
  'metadata.google.internal',
  'github.com:22',
  'github.com:8443',
  'github.com.evil.example',
  'evil-github.com',
  'gıthub.com',
  'xn--gthub-q4a.com',
];

describe(threatOf(GIT, 'F118').attack, () => {
  test('F118 is refused when it is handed in, and by the worker', async (context) => {
    const t = await serve(context);
    for (const host of INSIDE) {
      const repository = `https://${host}/ana/homework`;
      const { status, json } = await handIn(t, { repository });
      expect({ host, status, json }).toMatchObject({ status: 422, json: { code: 'repository-not-allowed' } });
      await expect(fetchedByWorker(repository), host).rejects.toMatchObject({
        code: expect.stringMatching(/^(usage|repository-not-allowed)$/),
      });
    }
    expect((await t.store.submissions.counts()).accepted).toBe(0);
  });

  test('F118 is refused at the command line too, where every public host is taken, with the way that there is', async () => {
    await using inside = await listener();
    for (const host of ['127.0.0.1', '0x7f.1', 'localhost']) {
      await expect(taking(`https://${host}:${inside.port}/a/b`, null, undefined, []), host).rejects.toMatchObject({
        code: 'repository-not-allowed',
        remedy: expect.stringMatching(/DOCKGRADE_GIT_HOSTS, for example \S+:\d+=\d/),
      });
    }
    expect(inside.callers).toEqual([]);
  });
});

const NO_REF = [
  '--output=/x',
  '-x',
  'a..b',
  '@{u}',
  'a@{1}',
  '/a',
  'a//b',
  'a b',
  'a\0b',
  'a\nb',
  'ma*',
  'a:b',
  'a^',
  'a~1',
  'a\\b',
];

describe(threatOf(GIT, 'F120').attack, () => {
  test('F120 is refused when it is handed in, and by the worker', async (context) => {
    const t = await serve(context);
    for (const ref of NO_REF) {
      const { status, json } = await handIn(t, { ref });
      // A NUL is in no text that the API takes.
      const refusal = ref.includes('\0') ? { status: 400 } : { status: 422, json: { code: 'ref-unknown' } };
      expect({ ref, status, json }).toMatchObject(refusal);
      await expect(fetchedByWorker(GITHUB, ref), ref).rejects.toMatchObject({ code: 'ref-unknown' });
    }
    expect((await t.store.submissions.counts()).accepted).toBe(0);
  });

  test('F120 a branch with the name of a commit does not take its place', async () => {
    await using server = await gitServer();
    process.env.GIT_SSL_CAINFO = server.certificate;
    const { git, commit } = makeRepository(join(server.root, 'homework'));
    const handedIn = commit({ a: 'handed in' });
    const other = commit({ a: 'other' });
    git('update-ref', `refs/heads/${handedIn}`, other);
    const { evidence, checkout } = await taking(`${server.url}/homework`, handedIn);
    expect(evidence.commit).toBe(handedIn);
    expect(readFileSync(join(checkout, 'a'), 'utf8')).toBe('handed in');
  });
});
