import { expect, test } from 'vitest';
import { statesProof } from '../../../graders/shared/states.ts';
import { ended, goodEvidence, stateNamed } from '../evidence.ts';

test('the state of each service is told in every language', () => {
  const db = { ...stateNamed(goodEvidence(), 'db'), health: 'unhealthy' as const };
  expect(statesProof([ended('web', 1, ''), db]).text).toEqual({
    en: 'web: exited (1)\ndb: running, unhealthy',
    es: 'web: terminó (1)\ndb: en marcha, no sano (unhealthy)',
  });
});
