import databaseNotExposed from '../../graders/compose/database-not-exposed.ts';
import { evidenceWith, goodEvidence, serviceNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_DATABASE } from './rows.ts';

testGrader(databaseNotExposed, {
  passes: [
    { name: 'no port is published', evidence: goodEvidence() },
    { name: 'the port is on the own machine only', evidence: published('127.0.0.1') },
  ],
  fails: [
    {
      name: 'the port is open to everyone',
      evidence: published(null),
      verdict: 'fail',
      message: { en: /db publishes its port 5432/, es: /db publica su puerto 5432/ },
      remedy: /"127\.0\.0\.1:5433:5432"/,
      where: { file: 'docker-compose.yml', line: 18 },
    },
    NO_DATABASE,
  ],
});

function published(hostIp: string | null) {
  return evidenceWith((evidence) => {
    const where = { file: 'docker-compose.yml', line: 18 };
    serviceNamed(evidence, 'db').ports = [{ target: 5432, published: '5433', hostIp, where }];
  });
}
