import { describe, expect, test } from 'vitest';
import { checkSources } from '../../../worker/admission/sources.ts';
import { cpuSeconds } from '../../support/cpu-seconds.ts';
import { type Files, repository } from './support/compose.ts';
import { HOSTILE } from './support/repositories.ts';

async function check(files: Files) {
  return checkSources({ checkout: await repository(files), files: ['compose.yaml'] });
}

describe('a repository that must not reach the loader', () => {
  test.for(HOSTILE)('$name is refused as $rule in time', async ({ files, rule, line }) => {
    const started = process.cpuUsage();
    const refusals = await check(files);
    expect(cpuSeconds(started)).toBeLessThan(5);
    expect([...new Set(refusals.map((refusal) => refusal.rule))]).toEqual([rule]);
    if (line !== undefined) expect(refusals[0]?.where).toEqual({ file: 'compose.yaml', line });
  });

  test('a path outside gives the same words whether or not something is there', async () => {
    const service = (path: string) => `services: { app: { image: "a:1", env_file: ${path} } }\n`;
    const there = await check({ 'compose.yaml': service('/etc/passwd') });
    const notThere = await check({ 'compose.yaml': service('/etc/nobody') });
    expect(there.length).toBe(1);
    expect(JSON.stringify(notThere).replaceAll('nobody', 'passwd')).toBe(JSON.stringify(there));
  });
});

describe('what is merely wrong, or fine, is not refused', () => {
  test.for<{ name: string; files: Files }>([
    { name: 'no Compose file', files: {} },
    { name: 'an empty file', files: { 'compose.yaml': '' } },
    { name: 'YAML that does not parse', files: { 'compose.yaml': 'services:\n  app:\n  image: [\n' } },
    { name: 'a tab as indentation', files: { 'compose.yaml': 'services:\n\tapp: {}\n' } },
    {
      name: 'a file of variables that git does not hold',
      files: { 'compose.yaml': 'services: { app: { env_file: .env } }\n' },
    },
    { name: 'a byte-order mark', files: { 'compose.yaml': '\uFEFFservices: { app: { image: "a:1" } }\n' } },
    {
      name: 'includes, extends and files of variables inside the repository',
      files: {
        'compose.yaml':
          'include: [sub/a.yaml]\nservices:\n  app: { extends: { file: sub/b.yaml, service: b }, env_file: [{ path: a.env }] }\n',
        'sub/a.yaml': 'services: { a: { image: "a:1", env_file: ../a.env } }\n',
        'sub/b.yaml': 'services: { b: { image: "a:1", extends: { service: c } }, c: { image: "a:1" } }\n',
        'a.env': 'A=1\n',
      },
    },
    {
      name: 'anchors, merge keys, tags of Compose and a small range of ports',
      files: {
        'compose.yaml':
          'x-a: &a { init: true }\nservices:\n  app: { <<: *a, image: "a:1", ports: ["8000-8010:8000-8010"], command: !reset null }\n',
      },
    },
    {
      name: 'a hundred variables on one line',
      files: {
        'compose.yaml': `services: { app: { image: "a:1", environment: { ${Array.from({ length: 100 }, (_, n) => `V${n}: "1"`).join(', ')} } } }\n`,
      },
    },
    {
      name: 'folders that a watch includes',
      files: {
        'compose.yaml':
          'services: { app: { image: "a:1", develop: { watch: [{ path: ., action: rebuild, include: ["../x"] }] } } }\n',
      },
    },
  ])('$name', async ({ files }) => {
    expect(await check(files)).toEqual([]);
  });
});
