import dataDirectoryNotEmpty from '../../../graders/diagnoses/data-directory-not-empty.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, mount, serviceNamed, wrote } from './evidence.ts';

const LOG = 'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty';

testDiagnosis(dataDirectoryNotEmpty, {
  found: [
    {
      name: 'a folder with .gitkeep',
      evidence: died('db', LOG, (evidence) => {
        serviceNamed(evidence, 'db').mounts = [mount('bind', 'data', '/var/lib/postgresql/data')];
      }),
      message: { en: /`\.\/data:\/var\/lib\/postgresql\/data`/ },
      remedy: /db-data:\/var\/lib\/postgresql\/data/,
      where: { file: 'docker-compose.yml', line: 19 },
    },
    {
      name: 'a volume with lost+found',
      evidence: died('db', LOG),
      message: { en: /files in `\/var\/lib\/postgresql\/data`/ },
      remedy: /named volume/,
    },
    {
      name: 'MySQL',
      evidence: died('db', '[ERROR] [Server] --initialize specified but the data directory has files in it. Aborting.'),
      message: { en: /`\/var\/lib\/mysql`/ },
      remedy: /named volume/,
    },
  ],
  near: [
    {
      name: 'an empty directory',
      evidence: wrote('db', 'initdb: warning: enabling "trust" authentication for local connections'),
    },
  ],
});
