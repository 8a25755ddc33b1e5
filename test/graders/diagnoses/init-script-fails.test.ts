import initScriptFails from '../../../graders/diagnoses/init-script-fails.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, mount, serviceNamed, wrote } from './evidence.ts';

const PSQL = 'psql:/docker-entrypoint-initdb.d/init.sql:3: ERROR:  syntax error at or near "CRATE"';

testDiagnosis(initScriptFails, {
  found: [
    {
      name: 'one file is mounted',
      evidence: died('db', PSQL, mounting('db/init.sql', '/docker-entrypoint-initdb.d/init.sql')),
      message: { en: /stops at line 3 of `init\.sql`: syntax error at or near "CRATE"/ },
      remedy: /docker compose down -v/,
      where: { file: 'db/init.sql', line: 3 },
    },
    {
      name: 'their folder is mounted',
      evidence: died('db', PSQL, mounting('./db/', '/docker-entrypoint-initdb.d')),
      message: { en: /line 3/ },
      remedy: /fresh volume/,
      where: { file: 'db/init.sql', line: 3 },
    },
    {
      name: 'MySQL',
      evidence: died(
        'db',
        '[Note] [Entrypoint]: /usr/local/bin/docker-entrypoint.sh: running /docker-entrypoint-initdb.d/init.sql\nERROR 1064 (42000) at line 7: You have an error in your SQL syntax',
      ),
      message: { en: /line 7 of `init\.sql`/ },
      remedy: /fresh volume/,
    },
  ],
  near: [
    {
      name: 'the application sends wrong SQL',
      evidence: wrote('db', 'ERROR:  syntax error at or near "CRATE" at character 1'),
    },
  ],
});

function mounting(source: string, target: string): Parameters<typeof died>[2] {
  return (evidence) => {
    serviceNamed(evidence, 'db').mounts.push(mount('bind', source, target));
  };
}
