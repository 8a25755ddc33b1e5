import type { Threat } from './threat.ts';

const INSPECTION = 'test/hostile/inspection.docker.test.ts';

export const KEYS: readonly Threat[] = [
  {
    id: 'F210',
    attack:
      'The admitted file is changed between being verified and being run: rights, namespaces, devices, limits, mounts, volumes',
    treatment:
      'each field is noticed in what the engine created; nothing is started, everything is removed, an alarm is raised, and it is not tried again',
    test: INSPECTION,
  },
];
