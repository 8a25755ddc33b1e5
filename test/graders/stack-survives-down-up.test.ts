import stackSurvivesDownUp from '../../graders/persistence/stack-survives-down-up.ts';
import { goodEvidence, LOST } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { causes, inMemory, onLadder, SCHEMA_DROPPED, THROUGH_CLIENT, withoutVolume } from './ladder.ts';

testGrader(stackSurvivesDownUp, {
  passes: [
    { name: 'the application finds the marker', evidence: goodEvidence(), message: /`down` and `up`/ },
    { name: 'the client finds the marker', evidence: onLadder('downUp', THROUGH_CLIENT) },
  ],
  fails: [
    {
      name: 'there is no volume',
      evidence: onLadder('downUp', LOST, withoutVolume),
      verdict: 'fail',
      message: { en: /gone after `down` and `up`.*db has no volume/, es: /después de `down` y `up`/ },
    },
    {
      name: 'the application keeps its data itself',
      evidence: onLadder('downUp', SCHEMA_DROPPED, inMemory),
      verdict: 'fail',
      message: { en: /web keeps the data itself/ },
    },
    ...causes('downUp'),
  ],
});
