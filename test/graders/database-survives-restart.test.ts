import databaseSurvivesRestart from '../../graders/persistence/database-survives-restart.ts';
import { goodEvidence, LOST, mount, rung, serviceNamed, VOLUME } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { causes, inMemory, onLadder, SCHEMA_DROPPED, THROUGH_CLIENT, withoutVolume } from './ladder.ts';

testGrader(databaseSurvivesRestart, {
  passes: [
    { name: 'the application finds the marker', evidence: goodEvidence(), message: /through the application/ },
    { name: 'the client finds the marker', evidence: onLadder('restart', THROUGH_CLIENT), message: /own client/ },
  ],
  fails: [
    {
      name: 'the marker is found in an application that does not use its database',
      evidence: onLadder('restart', rung({}), inMemory),
      verdict: 'blocked',
      by: 'app-uses-database',
      message: { en: /not in the database/ },
    },
    {
      name: 'the data is in memory',
      evidence: onLadder('restart', LOST, (evidence) => {
        serviceNamed(evidence, 'db').mounts = [mount('tmpfs', null, VOLUME.destination)];
        if (evidence.start.database) evidence.start.database.dataMount = null;
      }),
      verdict: 'fail',
      message: { en: /gone after the container of db was stopped and started.*tmpfs/, es: /La marca desapareció/ },
      where: { file: 'docker-compose.yml', line: 19 },
    },
    {
      name: 'the same container starts empty',
      evidence: onLadder('restart', LOST, withoutVolume),
      verdict: 'fail',
      message: { en: /something empties it at start/ },
    },
    {
      name: 'the application drops its tables at start',
      evidence: onLadder('restart', SCHEMA_DROPPED),
      verdict: 'fail',
      message: { en: /rows are still in the database's files; web does not show them/ },
    },
    ...causes('restart'),
  ],
});
