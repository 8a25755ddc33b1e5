import { readFile, stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { prepare } from '../../../worker/admission/prepare.ts';
import { admitFiles, admitted } from './support/compose.ts';

const FILES = {
  'compose.yaml': `
services:
  db: { image: "postgres:16", secrets: [pw], configs: [motd] }
secrets: { pw: { environment: POSTGRES_PASSWORD } }
configs: { motd: { environment: GREETING } }
`,
};

test('secrets and configs from variables become files that a container can read', async ({ signal }) => {
  const variables = { POSTGRES_PASSWORD: 'a$b "c"\n', GREETING: '' };
  const { model, checkout, ...preparation } = await admitted(FILES, signal, { variables });
  await prepare(preparation);
  const paths = [model.secrets.pw?.file ?? '', model.configs.motd?.file ?? ''];
  expect(await Promise.all(paths.map((path) => readFile(path, 'utf8')))).toEqual(['a$b "c"\n', '']);
  for (const path of paths) {
    expect(path.startsWith(`${checkout}/`)).toBe(false);
    expect((await stat(path)).mode & 0o777).toBe(0o644);
  }
  expect(model.services.db?.secrets).toEqual([{ source: 'pw', target: '/run/secrets/pw' }]);
});

test('a variable that nothing sets is named, with the places that could set it', async ({ signal }) => {
  process.env.GREETING = 'from the worker itself';
  const { admission } = await admitFiles(FILES, signal, { variables: { POSTGRES_PASSWORD: 'x' } });
  delete process.env.GREETING;
  if (admission.outcome !== 'refused') throw new Error('it was admitted');
  expect(admission.refusals).toHaveLength(1);
  const [refusal] = admission.refusals;
  expect(refusal).toMatchObject({ rule: 'file-source', where: { file: 'compose.yaml', line: 5 } });
  expect(refusal?.message.en).toMatch(/`GREETING`.*nothing sets it.*`\.env`/);
});

test('names that every object has are no variables', async ({ signal }) => {
  const text = 'services: { a: { image: "node:24", secrets: [s] } }\nsecrets: { s: { environment: constructor } }\n';
  const { admission } = await admitFiles({ 'compose.yaml': text }, signal);
  expect(admission.outcome).toBe('refused');
});
