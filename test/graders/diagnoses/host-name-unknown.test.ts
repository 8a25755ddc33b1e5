import hostNameUnknown from '../../../graders/diagnoses/host-name-unknown.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { answered, died, serviceNamed, variable } from './evidence.ts';

testDiagnosis(hostNameUnknown, {
  found: [
    {
      name: 'a variable names it',
      evidence: died('web', 'Error: getaddrinfo ENOTFOUND postgres', (evidence) => {
        serviceNamed(evidence, 'web').environment = [variable('DATABASE_URL', 'postgres://u:••••@postgres:5432/x', 7)];
      }),
      message: { en: /at `postgres`, but no service.*the database is db/ },
      remedy: /Write `db` instead of `postgres` in DATABASE_URL/,
      where: { file: 'docker-compose.yml', line: 7 },
    },
    {
      name: 'Python',
      evidence: answered('could not translate host name "database" to address: Name or service not known'),
      message: { en: /`database`/ },
      remedy: /Write `db`/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
  ],
  near: [
    { name: 'the service does not run', evidence: died('web', 'Error: getaddrinfo ENOTFOUND db') },
    { name: 'a host of the world', evidence: died('web', 'Error: getaddrinfo ENOTFOUND api.example.com') },
    { name: 'localhost', evidence: died('web', 'Error: connect ECONNREFUSED 127.0.0.1:5432') },
  ],
});
