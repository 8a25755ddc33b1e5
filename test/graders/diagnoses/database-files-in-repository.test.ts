import databaseFilesInRepository from '../../../graders/diagnoses/database-files-in-repository.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { evidenceWith, stateNamed, VOLUME } from './evidence.ts';

testDiagnosis(databaseFilesInRepository, {
  found: [
    {
      name: 'a folder of the repository',
      evidence: existed('bind'),
      message: { en: /`\.\/data` in the repository holds the files of an earlier run of db/ },
      remedy: /git rm -r --cached \.\/data/,
    },
  ],
  near: [
    { name: 'a volume', evidence: existed('volume') },
    { name: 'the database was restarted in between', evidence: existed('bind', 1) },
  ],
});

function existed(type: 'bind' | 'volume', restarts = 0) {
  return evidenceWith((evidence) => {
    const log = 'PostgreSQL Database directory appears to contain a database; Skipping initialization';
    Object.assign(stateNamed(evidence, 'db'), { log, restarts });
    if (evidence.start.database) evidence.start.database.dataMount = { ...VOLUME, type, name: 'data' };
  });
}
