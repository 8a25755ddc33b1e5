import { expect, test } from 'vitest';
import { diagnoses } from '../../../graders/diagnoses/index.ts';
import { cpuSeconds } from '../../support/cpu-seconds.ts';
import { died } from './evidence.ts';

test.each(['.node_modules/-l', 'EADDRINUSE: address already in use 0', 'ENOENT', 'A-'])(
  'A line of "%s" over and over is listened to at once',
  (word) => {
    const evidence = died('web', word.repeat(24_000 / word.length));
    const began = process.cpuUsage();
    for (const { find } of diagnoses) find(evidence);
    expect(cpuSeconds(began)).toBeLessThan(5);
  },
);
