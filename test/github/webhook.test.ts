import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openService } from '../support/service.ts';
import { commitOf, handIn, openClass, openDoor, pushOf, REPOSITORY, SECRET, sign } from './door.ts';

describe('a delivery', () => {
  test('of a push hands in the pushed commit for who handed in the repository', async (context) => {
    const { door, store, students, handedIn } = await openClass(context);
    const { status, body } = await door.deliver(pushOf({ commit: commitOf('b') }));
    expect(status).toBe(202);
    const id = body.submissions?.[0]?.submission ?? '';
    expect(body).toEqual({ event: 'push', submissions: [{ assignment: 'homework', submission: id }], ignored: [] });
    const [person, repository] = [students[0].id, REPOSITORY];
    expect(await store.submissions.get(id)).toMatchObject({
      person,
      repository,
      commit: commitOf('b'),
      source: 'push',
    });
    expect(await store.submissions.get(handedIn)).toMatchObject({ state: 'cancelled', replacedBy: id });
  });

  test.for([
    ['missing', 'none'],
    ['of SHA-1 alone', 'sha1'],
    ['too short', 'short'],
    ["of another secret's", 'other'],
    ['of other bytes', 'bytes'],
  ])('F153 with a signature that is %s is refused with 401 and does nothing', async ([, kind], context) => {
    const { door, store } = await openClass(context);
    const body = JSON.stringify(pushOf());
    const sha1 = `sha1=${createHmac('sha1', SECRET).update(body).digest('hex')}`;
    const signatures: Record<string, Record<string, string>> = {
      sha1: { 'x-hub-signature': sha1 },
      short: { 'x-hub-signature-256': sign(body).slice(0, 40) },
      other: { 'x-hub-signature-256': sign(body, 'another secret of this length') },
      bytes: { 'x-hub-signature-256': sign(`${body} `) },
    };
    const answer = await door.post(body, { ...JSON_TYPE, ...ids(), ...signatures[kind ?? ''] });
    context.expect(answer).toMatchObject({ status: 401, body: { code: 'signature-invalid' } });
    context.expect(await accepted(store)).toBe(1);
  });

  test('is verified before it is parsed: what is neither signed nor JSON is 401', async (context) => {
    const { door } = await openClass(context);
    const headers = { ...JSON_TYPE, ...ids(), 'x-hub-signature-256': sign('something else') };
    expect(await door.post('{ no JSON', headers)).toMatchObject({ status: 401 });
  });

  test('is verified over its bytes, not over what they mean', async (context) => {
    const { door } = await openClass(context);
    const spaced = JSON.stringify({ ...pushOf(), note: 'café – ünïcode \u{1f600}' }, null, 3);
    expect(await door.deliver(`\n${spaced}\n`)).toMatchObject({ status: 202, body: { submissions: [{}] } });
  });

  test('F154 that came before is answered and hands in nothing', async (context) => {
    const { door, store } = await openClass(context);
    const id = randomUUID();
    await door.deliver(pushOf(), { id });
    const again = await door.deliver(pushOf(), { id });
    expect(again).toMatchObject({ status: 202, body: { submissions: [], ignored: [{ reason: 'repeated' }] } });
    expect(await accepted(store)).toBe(2);
  });

  test('F154 that is replayed under another id hands in nothing', async (context) => {
    const { door, store } = await openClass(context);
    await door.deliver(pushOf());
    expect(await door.deliver(pushOf())).toMatchObject({ status: 202, body: { ignored: [{ reason: 'same-commit' }] } });
    expect(await accepted(store)).toBe(2);
  });

  test('that comes ten times at once hands in once', async (context) => {
    const { door, store } = await openClass(context);
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => door.deliver(pushOf(), { id })));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(202));
    expect(answers.flatMap(({ body }) => body.submissions)).toHaveLength(1);
    expect(await accepted(store)).toBe(2);
  });

  test('that reaches two processes at once under different ids hands in once', async (context) => {
    const opened = await openClass(context);
    const other = await openDoor(context, await opened.another());
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => (n % 2 ? opened.door : other).deliver(pushOf())),
    );
    expect(answers.flatMap(({ body }) => body.submissions)).toHaveLength(1);
    expect(await accepted(opened.store)).toBe(2);
  });

  test('whose submissions are stored but that was not remembered, as after a crash, hands in nothing twice', async (context) => {
    const { door, store, service, students } = await openClass(context);
    const [person, commit] = [students[0].id, commitOf('a')];
    await service.submissions.submitPush({ person, assignment: 'homework', repository: REPOSITORY, ref: null, commit });
    expect(await door.deliver(pushOf())).toMatchObject({ status: 202, body: { ignored: [{ reason: 'same-commit' }] } });
    expect(await accepted(store)).toBe(2);
  });

  test('in the middle of which the process is killed is failed for GitHub, and delivering it again does what is missing', async (context) => {
    const { store, door, file, redis } = await openClass(context);
    const child = spawn(process.execPath, [CHILD, file, redis.url, SECRET], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [port] = await once(child.stdout, 'data');
    const id = randomUUID();
    const killed = once(child, 'exit');
    await expect(door.deliver(pushOf(), { id, at: `http://127.0.0.1:${String(port).trim()}` })).rejects.toThrow();
    expect(await killed).toEqual([null, 'SIGKILL']);
    expect(await store.submissions.counts()).toMatchObject({ accepted: 2, waiting: 1 });
    const again = await door.deliver(pushOf(), { id });
    expect(again).toMatchObject({ status: 202, body: { ignored: [{ reason: 'same-commit' }] } });
    expect(await store.submissions.counts()).toMatchObject({ accepted: 2, waiting: 1 });
  });

  test('that was ignored is looked at anew when it is delivered again', async (context) => {
    const opened = await openService(context);
    const door = await openDoor(context, opened);
    const id = randomUUID();
    expect(await door.deliver(pushOf(), { id })).toMatchObject({
      body: { ignored: [{ reason: 'repository-unknown' }] },
    });
    await handIn(opened, {});
    expect(await door.deliver(pushOf(), { id })).toMatchObject({ status: 202, body: { submissions: [{}] } });
  });

  test('F155 of a ping is answered with 200', async (context) => {
    const { door } = await openClass(context);
    expect(await door.deliver({ zen: 'Keep it logically awesome.' }, { event: 'ping' })).toMatchObject({ status: 200 });
  });

  test('F156 of another event is answered and ignored', async (context) => {
    const { door } = await openClass(context);
    const answer = await door.deliver(pushOf(), { event: 'deployment_protection_rule_of_the_future' });
    expect(answer).toMatchObject({ status: 202, body: { submissions: [], ignored: [{ reason: 'event' }] } });
  });
});

describe('bad input at the webhook', () => {
  test.for([
    ['no X-GitHub-Delivery', { id: null }],
    ['no X-GitHub-Event', { event: null }],
    ['an X-GitHub-Delivery of 1000 characters', { id: 'x'.repeat(1000) }],
  ] as const)('%s is 400', async ([, sent], context) => {
    const { door } = await openClass(context);
    context
      .expect(await door.deliver(pushOf(), sent))
      .toMatchObject({ status: 400, body: { code: 'request-invalid' } });
  });

  test.for([
    ['no JSON', '{ no JSON'],
    ['an empty body', ''],
    ['an array', '[]'],
    ['null', 'null'],
    ['an object without a repository', '{"ref":"refs/heads/master","after":"aaaa"}'],
    ['a commit that is none', JSON.stringify(pushOf({ commit: '--upload-pack=touch /tmp/x' }))],
    ['a name that is none', JSON.stringify(pushOf({ name: '../../etc/passwd' }))],
    ['a name with a host', JSON.stringify(pushOf({ name: 'evil.example/x/y' }))],
    ['a moment after the end of the calendar', JSON.stringify(pushOf({ pushedAt: Number.MAX_SAFE_INTEGER }))],
    ['a thousand levels', `${'['.repeat(1000)}${']'.repeat(1000)}`],
  ] as const)('%s, though signed, is 400', async ([, body], context) => {
    const { door, store } = await openClass(context);
    context.expect(await door.deliver(body)).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    context.expect(await accepted(store)).toBe(1);
  });

  test('F157 5 MB are 413, and the answer says how to hand in all the same', async (context) => {
    const { door } = await openClass(context);
    const answer = await door.deliver({ ...pushOf(), padding: 'x'.repeat(5_000_000) });
    expect(answer).toMatchObject({ status: 413, body: { code: 'too-large', remedy: expect.stringContaining('link') } });
  });

  test('a push that is just below 1 MiB is taken', async (context) => {
    const { door } = await openClass(context);
    expect(await door.deliver({ ...pushOf(), padding: 'x'.repeat(1_000_000) })).toMatchObject({ status: 202 });
  });

  test.for([
    ['gzip', { 'content-encoding': 'gzip' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', { 'content-type': 'text/plain' }],
    ['something like JSON', { 'content-type': 'application/jsonp' }],
  ] as const)('F157 %s is 415', async ([, headers], context) => {
    const { door } = await openClass(context);
    const answer = await door.deliver(pushOf(), { headers });
    context.expect(answer).toMatchObject({ status: 415, body: { code: 'media-type-unsupported' } });
  });

  test('everything is 404 while there is no secret, and the answer names the setting', async (context) => {
    const opened = await openService(context);
    const door = await openDoor(context, opened, { secret: null });
    const answer = await door.deliver(pushOf(), { secret: '' });
    expect(answer).toMatchObject({ status: 404, body: { remedy: expect.stringContaining('DOCKGRADE_GITHUB_SECRET') } });
  });
});

const CHILD = fileURLToPath(new URL('webhook-child.ts', import.meta.url));
const JSON_TYPE = { 'content-type': 'application/json' };

function ids() {
  return { 'x-github-delivery': randomUUID(), 'x-github-event': 'push' };
}

async function accepted(store: Awaited<ReturnType<typeof openClass>>['store']): Promise<number> {
  return (await store.submissions.counts()).accepted;
}
