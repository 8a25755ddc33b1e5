import { describe, expect, test } from 'vitest';
import { admitFiles, type Files } from './support/compose.ts';

const service = (keys: string) => `services:\n  app:\n    image: postgres:16\n    ${keys}\n`;

describe('a refusal shows what the student wrote, and no folder of this machine', () => {
  test.for<[string, string, string]>([
    ['a path with dots', service("volumes: ['./a:/x/y', '../../etc:/x']"), '`../../etc`'],
    ['an absolute path', service("volumes: ['/etc/:/x:ro']"), '`/etc/`'],
    ['a mount in its long form', service('volumes: [{ type: bind, source: ../data, target: /x }]'), '`../data`'],
    ['a symbolic link', service("volumes: ['./link/sub:/x']"), '`link`'],
    ['a build', 'services:\n  app:\n    build: ../other\n', '`../other`'],
    ['a context', 'services:\n  app:\n    build: { context: ../other }\n', '`../other`'],
    ['a further context', service('build: { context: ., additional_contexts: { a: ../b } }'), '`../b`'],
    ['a secret', `${service('secrets: [s]')}secrets: { s: { file: ../s.txt } }\n`, '`../s.txt`'],
    ['a mount of an included file', 'include: [more.yaml]\n', '`…/secrets`'],
  ])('%s', async ([, text, shown], { signal }) => {
    const { messages, checkout } = await refused({ ...FILES, 'compose.yaml': text }, signal);
    expect(messages.join('\n')).toContain(shown);
    expect(messages.join('\n')).not.toContain(checkout.replace(/\/[^/]+$/, ''));
  });
});

test('the socket of an engine is refused because it hands over the machine', async ({ signal }) => {
  const text = service("volumes: ['/var/run/docker.sock:/var/run/docker.sock']");
  const { messages } = await refused({ 'compose.yaml': text }, signal);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain('owns the whole machine');
  expect(messages[0]).toContain('`/var/run/docker.sock`');
});

test('who mounts the time zone of the machine is told how to name one instead', async ({ signal }) => {
  const text = service("volumes: ['/etc/localtime:/etc/localtime:ro']");
  const { messages } = await refused({ 'compose.yaml': text }, signal);
  expect(messages).toEqual([expect.stringMatching(/^`\/etc\/localtime` .*`environment: \{ TZ: Europe\/Madrid \}`/)]);
});

test('who looks for a fixed address is told that the service name is the way', async ({ signal }) => {
  const { admission } = await admitFiles(
    { 'compose.yaml': service('networks: { default: { ipv4_address: 172.28.5.5 } }') },
    signal,
  );
  const note = admission.notes.find(({ rule }) => rule === 'service-networks');
  expect(note?.message.en).toMatch(
    /`environment`.*the service name stands there instead;.*does not find it: use the service name/,
  );
  expect(note?.message.es).toMatch(
    /`environment`.*está el nombre del servicio en su lugar;.*no la encuentra: usa el nombre del servicio/,
  );
});

const FILES: Files = {
  Dockerfile: 'FROM scratch\n',
  link: { link: '/etc' },
  'more.yaml': 'services: { more: { image: "node:24", volumes: ["../secrets:/x"] } }\n',
};

async function refused(files: Files, signal: AbortSignal): Promise<{ messages: string[]; checkout: string }> {
  const { admission, checkout } = await admitFiles(files, signal);
  if (admission.outcome !== 'refused') throw new Error('it was admitted');
  return { messages: admission.refusals.map(({ message }) => message.en), checkout };
}
