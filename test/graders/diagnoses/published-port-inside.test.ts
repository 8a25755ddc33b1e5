import publishedPortInside from '../../../graders/diagnoses/published-port-inside.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, serviceNamed, variable } from './evidence.ts';

testDiagnosis(publishedPortInside, {
  found: [
    {
      name: 'by an address',
      evidence: on5433('Error: connect ECONNREFUSED 172.20.0.2:5433'),
      message: { en: /asks db on port 5433.*listens on 5432/ },
      remedy: /Write 5432 instead of 5433 in DB_PORT/,
      where: { file: 'docker-compose.yml', line: 8 },
    },
    {
      name: 'Prisma',
      evidence: on5433("Can't reach database server at `db:5433`"),
      message: { en: /port 5433/ },
      remedy: /5432/,
    },
  ],
  near: [
    { name: 'the right port refuses', evidence: on5433('Error: connect ECONNREFUSED 172.20.0.2:5432') },
    { name: 'nothing is published', evidence: died('web', 'Error: connect ECONNREFUSED 172.20.0.2:5433') },
  ],
});

function on5433(log: string) {
  return died('web', log, (evidence) => {
    serviceNamed(evidence, 'web').environment = [variable('DB_PORT', '5433', 8)];
    const where = { file: 'docker-compose.yml', line: 17 };
    serviceNamed(evidence, 'db').ports = [{ target: 5432, published: '5433', hostIp: null, where }];
  });
}
