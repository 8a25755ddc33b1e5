import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../../../support/seed.ts';
import { composeSchema } from '../support/schema.ts';
import { type Case, cases } from './cases.ts';
import { examine, filesOf } from './examine.ts';
import { Loads } from './loads.ts';
import { verify } from './verify.ts';

/** Repositories that are loaded together. */
const BATCH = 40;

test('F242 whatever a Compose file says, what is admitted is harmless, means to Compose what it says, and would be admitted again', {
  timeout: 3_600_000,
}, async ({ signal }) => {
  const schema = await composeSchema(signal);
  await using loads = await Loads.make(BATCH);
  const seen = { source: 0, invalid: 0, loaded: 0, admitted: 0, refused: 0 };
  const property = fc.asyncProperty(
    fc.array(cases(schema), { minLength: 1, maxLength: BATCH, size: 'max' }),
    async (batch: Case[]) => {
      const found = await examine(loads, batch.map(filesOf), signal);
      for (const { name } of found) seen[name] += 1;
      const loaded = found.filter((fate) => fate.name === 'loaded');
      const admitted = loaded.flatMap(({ admissions, checkout }) => admissions.map((one) => ({ ...one, checkout })));
      seen.admitted += admitted.length;
      seen.refused += loaded.reduce((sum, { refused }) => sum + refused, 0);
      await verify(loads, admitted, signal);
    },
  );
  await fc.assert(property, { ...seeded('text', 15), unbiased: true });
  for (const [fate, count] of Object.entries(seen)) expect(count, fate).toBeGreaterThan(5);
});
