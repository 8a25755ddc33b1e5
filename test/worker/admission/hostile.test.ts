import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { Canary } from '../../support/canary.ts';
import { BESIDE, fileOf, HOST } from './support/attacks.ts';
import { MOUNTS } from './support/attacks-on-mounts.ts';
import { NETWORKS_AND_BUILDS } from './support/attacks-on-networks.ts';
import { admitFiles } from './support/compose.ts';

describe.for([
  ['rights over the machine', HOST],
  ['mounts and files', MOUNTS],
  ['networks, images and builds', NETWORKS_AND_BUILDS],
] as const)('%s', ([, attacks]) => {
  test.for(attacks.map((attack) => ({ ...attack, id: attack.id ?? '' })))(
    '$id $name is refused as $rule',
    async (attack, { signal }) => {
      const text = fileOf(attack);
      const { admission } = await admitFiles({ ...BESIDE, ...attack.files, 'compose.yaml': text }, signal);
      expect(admission.outcome).toBe('refused');
      if (admission.outcome !== 'refused') return;
      const rules = new Set(admission.refusals.map((refusal) => refusal.rule));
      expect([...rules]).toEqual([attack.rule]);
      const [refusal] = admission.refusals;
      expect(refusal?.message.es).not.toBe(refusal?.message.en);
      expect(refusal?.where.file).toBe('compose.yaml');
      const line = text.split('\n')[(refusal?.where.line ?? 0) - 1];
      expect(line).toContain(attack.line);
    },
  );
});

test('F61 what is said of a path outside is the same whether or not something is there', async ({ signal }) => {
  await using canary = await Canary.plant();
  const told = () =>
    Promise.all(
      [`volumes: ["${canary.file}:/x"]`, `secrets: [s]\nsecrets: { s: { file: ${canary.file} } }`].map(async (key) => {
        const text = `services:\n  app:\n    image: postgres:16\n    ${key}\n`;
        return (await admitFiles({ 'compose.yaml': text }, signal)).admission;
      }),
    );
  const there = await told();
  expect(there.map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
  await rm(canary.file);
  expect(await told()).toEqual(there);
  canary.expectNowhereIn(there);
});
