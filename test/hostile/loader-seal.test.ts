import { describe, test } from 'vitest';
import { bubblewrap } from '../../worker/sealed/bubblewrap.ts';
import { programAt } from '../../worker/sealed/programs.ts';
import { PROBES } from '../support/sealed-probe.ts';
import { LOADER } from './catalog/loader.ts';
import { named, threatOf } from './catalog/threat.ts';

// A shell takes the place of Compose: what does not work for it works for no program in the seal.
describe('inside the seal of bubblewrap', () => {
  for (const [id, probe] of Object.entries(PROBES)) {
    test(named(threatOf(LOADER, id as 'F170')), async ({ signal }) => {
      await probe(bubblewrap(await programAt('/bin/bash', signal)), signal);
    });
  }
});
