import { describe, expect, test } from 'vitest';
import { bubblewrap } from '../../worker/sealed/bubblewrap.ts';
import { programAt } from '../../worker/sealed/programs.ts';
import { PROBES } from '../support/sealed-probe.ts';
import { LOADER } from './catalog/loader.ts';
import { named, threatOf } from './catalog/threat.ts';

const TRIED = ['F170', 'F171', 'F172', 'F173', 'F174', 'F175', 'F176', 'F177'] as const;

test('Every probe is made', () => {
  expect(Object.keys(PROBES)).toEqual(TRIED);
});

// A shell takes the place of Compose: what does not work for it works for no program in the seal.
describe('inside the seal of bubblewrap', () => {
  for (const id of TRIED) {
    test(named(threatOf(LOADER, id)), async ({ signal }) => {
      await PROBES[id]?.(bubblewrap(await programAt('/bin/bash', signal)), signal);
    });
  }
});
