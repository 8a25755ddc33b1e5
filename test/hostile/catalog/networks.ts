import type { Threat } from './threat.ts';

export const NETWORKS: readonly Threat[] = [
  {
    id: 'F212',
    attack: 'The network of a closed run has a way out, because the engine made another one than was admitted',
    treatment: 'noticed before anything runs in it: an alarm, and nothing is left',
    test: 'test/hostile/inspection.docker.test.ts',
  },
];
