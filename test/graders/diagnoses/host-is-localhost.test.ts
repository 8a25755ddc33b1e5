import hostIsLocalhost from '../../../graders/diagnoses/host-is-localhost.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { answered, died, serviceNamed, variable } from './evidence.ts';

testDiagnosis(hostIsLocalhost, {
  found: [
    {
      name: 'a variable says so',
      evidence: died('web', 'Error: connect ECONNREFUSED 127.0.0.1:5432', (evidence) => {
        serviceNamed(evidence, 'web').environment = [variable('DB_HOST', 'localhost', 7)];
      }),
      message: { en: /web looks for its database at `127\.0\.0\.1`.*runs in db/, es: /en su propio contenedor/ },
      remedy: /Write `db` instead of `localhost` in DB_HOST/,
      where: { file: 'docker-compose.yml', line: 7 },
    },
    {
      name: 'the program says so',
      evidence: answered('connect ECONNREFUSED ::1:5432'),
      message: { en: /`::1`/ },
      remedy: /DB_HOST: db/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'Prisma',
      evidence: died('web', "Can't reach database server at `localhost`:`5432`"),
      message: { en: /`localhost`/ },
      remedy: /DB_HOST: db/,
    },
  ],
  near: [
    { name: 'another service refuses', evidence: died('web', 'Error: connect ECONNREFUSED 172.20.0.2:5432') },
    { name: 'another port of its own refuses', evidence: died('web', 'Error: connect ECONNREFUSED 127.0.0.1:9200') },
  ],
});
