import databasePasswordNotSet from '../../../graders/diagnoses/database-password-not-set.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, serviceNamed, variable } from './evidence.ts';

const LOG = 'Error: Database is uninitialized and superuser password is not specified.';

testDiagnosis(databasePasswordNotSet, {
  found: [
    {
      name: 'PostgreSQL without the variable',
      evidence: died('db', LOG),
      message: { en: /does not start without POSTGRES_PASSWORD/ },
      remedy: /POSTGRES_PASSWORD: \$\{POSTGRES_PASSWORD\}/,
      where: { file: 'docker-compose.yml', line: 14 },
    },
    {
      name: 'PostgreSQL with a blank',
      evidence: died('db', LOG, (evidence) => {
        serviceNamed(evidence, 'db').environment = [variable('POSTGRES_PASSWORD', '', 17)];
      }),
      message: { en: /POSTGRES_PASSWORD is there, but without a value/ },
      remedy: /\.env\.example/,
      where: { file: 'docker-compose.yml', line: 17 },
    },
    {
      name: 'MySQL',
      evidence: died(
        'db',
        '[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified',
        (evidence) => {
          serviceNamed(evidence, 'db').database = 'mysql';
        },
      ),
      message: { en: /MYSQL_ROOT_PASSWORD/ },
      remedy: /MYSQL_ROOT_PASSWORD/,
    },
  ],
  near: [
    {
      name: 'the application has no password',
      evidence: died('web', 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'),
    },
  ],
});
