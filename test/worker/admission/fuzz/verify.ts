import { expect } from 'vitest';
import { admit } from '../../../../worker/admission/admit.ts';
import { differences } from '../../../../worker/admission/fixed-point.ts';
import { written } from '../../../../worker/admission/written.ts';
import { inputOf } from '../support/compose.ts';
import { type Admitted, together } from './examine.ts';
import type { Loads } from './loads.ts';

/** Compose understands each admitted model as it was meant, and what Compose understands is admitted as it is. */
export async function verify(
  loads: Loads,
  admitted: (Admitted & { checkout: string })[],
  signal: AbortSignal,
): Promise<void> {
  if (admitted.length === 0) return;
  const all = together(admitted.map(({ model }) => model));
  await loads.fill(0, { 'model.json': written(all) });
  const [load] = await loads.load([{ at: 0, file: 'model.json' }], signal);
  expect(load?.stderr.slice(0, 2000)).toBe('');
  const loaded = JSON.parse(load?.stdout ?? '');
  expect(differences(all, loaded)).toEqual([]);
  for (const { model, checkout, copies, files } of admitted) {
    // What was moved beside the checkout is a place of ours, which no file of a student's could name.
    if (copies.length > 0 || files.length > 0) continue;
    const fetched = Object.fromEntries(
      Object.entries(model.services).map(([name, service]) => [
        name,
        service.build ? service : { ...service, image: 'redis' },
      ]),
    );
    const again = await admit(inputOf({ ...model, services: fetched }, checkout, ''));
    expect(again.outcome === 'refused' && again.refusals).toBe(false);
    if (again.outcome === 'admitted') expect(differences({ ...model, services: fetched }, again.model)).toEqual([]);
  }
}
