import tableDoesNotExist from '../../../graders/diagnoses/table-does-not-exist.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { answered, died, stateNamed, wrote } from './evidence.ts';

testDiagnosis(tableDoesNotExist, {
  found: [
    {
      name: 'the application writes it down while requests fail',
      evidence: answered('oops', ({ probe }) => {
        probe.logs = [{ service: 'web', log: 'POST /users: relation "users" does not exist' }];
      }),
      message: { en: /`users`/ },
      remedy: /migrations/,
    },
    {
      name: 'the answer says so',
      evidence: answered('{"error":"relation \\"users\\" does not exist"}'),
      message: { en: /table `users` is not in the database/, es: /nadie la creó/ },
      remedy: /docker-entrypoint-initdb\.d\/init\.sql/,
      where: { file: 'docker-compose.yml', line: 14 },
    },
    {
      name: 'only the database says so',
      evidence: answered('oops', (evidence) => {
        stateNamed(evidence, 'db').log = 'ERROR:  relation "users" does not exist at character 15';
      }),
      message: { en: /`users`/ },
      remedy: /migrations/,
    },
    {
      name: 'MySQL',
      evidence: died('web', "Error: Table 'shop.users' doesn't exist"),
      message: { en: /`shop\.users`/ },
      remedy: /migrations/,
    },
  ],
  near: [
    {
      name: 'the application tries and makes it',
      evidence: wrote('db', 'ERROR:  relation "users" does not exist at character 15'),
    },
  ],
});
