import type { Threat } from './threat.ts';

export const FRAUD: readonly Threat[] = [
  {
    id: 'F230',
    attack: 'An application that keeps data in its memory fails, instead of saying so, where it lost them',
    treatment:
      'who stores and shows what is new, and fails for what is old, has lost it: the database beside it is not asked',
    test: 'test/hostile/fraud.docker.test.ts',
  },
  {
    id: 'F231',
    attack:
      "The database's client program is the student's own: it knows whatever it is asked for, prints terminal codes, never ends",
    treatment: 'it is asked for what nobody wrote first; who finds that is not believed, and what it prints is bounded',
    test: 'test/hostile/fraud.docker.test.ts',
  },
];
