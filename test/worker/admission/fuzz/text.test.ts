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
  const fates = new Map<string, number>();
  const property = fc.asyncProperty(
    fc.array(cases(schema), { minLength: 1, maxLength: BATCH, size: 'max' }),
    async (batch: Case[]) => {
      const found = await examine(loads, batch.map(filesOf), signal);
      for (const { name } of found) fates.set(name, (fates.get(name) ?? 0) + 1);
      const admitted = found.flatMap((fate) =>
        fate.name === 'admitted' ? fate.admissions.map((admission) => ({ ...admission, checkout: fate.checkout })) : [],
      );
      fates.set('models', (fates.get('models') ?? 0) + admitted.length);
      await verify(loads, admitted, signal);
    },
  );
  await fc.assert(property, { ...seeded('text', 12), unbiased: true });
  for (const fate of ['source', 'invalid', 'refused', 'admitted'])
    expect(fates.get(fate) ?? 0, fate).toBeGreaterThan(10);
});
