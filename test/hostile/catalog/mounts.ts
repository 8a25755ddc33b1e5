import type { Threat } from './threat.ts';

const INSPECTION = 'test/hostile/inspection.docker.test.ts';

export const MOUNTS: readonly Threat[] = [
  {
    id: 'F211',
    attack:
      'A symbolic link takes the place of a mounted folder while the stack runs, before its container is started again or made anew',
    treatment: 'where mounts lead is looked at before each start: the container is not started, an alarm is raised',
    test: INSPECTION,
  },
];
