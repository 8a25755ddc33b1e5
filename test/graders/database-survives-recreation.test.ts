import databaseSurvivesRecreation from '../../graders/persistence/database-survives-recreation.ts';
import { ended, goodEvidence, LOST, stateNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { causes, inMemory, onLadder, SCHEMA_DROPPED, THROUGH_CLIENT, withoutVolume } from './ladder.ts';

testGrader(databaseSurvivesRecreation, {
  passes: [
    { name: 'the application finds the marker', evidence: goodEvidence(), message: /removed and made anew/ },
    {
      name: 'the application crashes, and the client finds the marker',
      evidence: onLadder('recreate', THROUGH_CLIENT, (evidence) => {
        evidence.persistence.way = 'client';
        Object.assign(stateNamed(evidence, 'web'), ended('web', 1, 'boom'));
        for (const attempt of evidence.start.attempts) attempt.ready = false;
      }),
    },
  ],
  fails: [
    {
      name: 'there is no volume',
      evidence: onLadder('recreate', LOST, withoutVolume),
      verdict: 'fail',
      message: { en: /marker is gone.*db has no volume/, es: /La marca desapareció.*db no tiene volumen/ },
      remedy: /db-data:\/var\/lib\/postgresql\/data/,
      where: { file: 'docker-compose.yml', line: 14 },
    },
    {
      name: 'the application drops its tables at start',
      evidence: onLadder('recreate', SCHEMA_DROPPED),
      verdict: 'fail',
      message: { en: /rows are still in the database's files/, es: /Las filas siguen/ },
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'the application keeps its data itself',
      evidence: onLadder('recreate', SCHEMA_DROPPED, inMemory),
      verdict: 'fail',
      message: { en: /web keeps the data itself/ },
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'the volume is right, and empty',
      evidence: onLadder('recreate', LOST),
      verdict: 'fail',
      message: { en: /something empties it at start/ },
    },
    ...causes('recreate'),
  ],
});
