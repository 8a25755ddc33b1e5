import type { Threat } from './threat.ts';

const SEAL = 'test/hostile/loader-seal.test.ts';

export const LOADER: readonly Threat[] = [
  {
    id: 'F170',
    attack: 'the loader itself is taken over, and connects to the worker’s machine',
    treatment: 'it has no network, and may make no socket',
    test: SEAL,
  },
  {
    id: 'F171',
    attack: 'the loader itself is taken over, and reads files of the machine',
    treatment: 'it sees the checkout, its own program, and nothing else',
    test: SEAL,
  },
  {
    id: 'F172',
    attack: 'the loader itself is taken over, and writes files',
    treatment: 'nothing that it sees can be written to',
    test: SEAL,
  },
  {
    id: 'F173',
    attack: 'the loader itself is taken over, and shows its environment',
    treatment: 'it holds the variables of `.env` and of the assignment, and nothing of the worker’s',
    test: SEAL,
  },
  {
    id: 'F174',
    attack: 'the loader is led to take memory without end',
    treatment: 'it ends at 256 MiB',
    test: SEAL,
  },
  { id: 'F175', attack: 'the loader is led to compute without end', treatment: 'it ends after 2 s of CPU', test: SEAL },
  {
    id: 'F176',
    attack: 'the loader itself is taken over, and starts further processes',
    treatment: 'it can start none',
    test: SEAL,
  },
  {
    id: 'F177',
    attack: 'the loader is led to write without end',
    treatment: '8 MiB are kept, and it ends with its CPU time',
    test: SEAL,
  },
];
