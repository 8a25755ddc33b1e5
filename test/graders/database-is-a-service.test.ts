import databaseIsAService from '../../graders/compose/database-is-a-service.ts';
import { ended, evidenceWith, goodEvidence, stateNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';

testGrader(databaseIsAService, {
  passes: [
    { name: 'PostgreSQL in a service', evidence: goodEvidence(), message: /PostgreSQL runs in the service db/ },
    {
      name: 'the assignment names a database of another kind',
      evidence: evidenceWith(({ resolve, start }) => {
        if (resolve.database) resolve.database.kind = null;
        if (start.database) start.database.kind = null;
      }),
    },
  ],
  fails: [
    {
      name: 'there is no database',
      evidence: withoutDatabase(),
      verdict: 'fail',
      message: { en: /No service of the Compose file is a database/, es: /Ningún servicio/ },
      remedy: /image: postgres:16/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'it runs beside the application in one container',
      evidence: evidenceWith((evidence) => {
        Object.assign(evidence, withoutDatabase());
        stateNamed(evidence, 'web').processes.push({
          pid: 201,
          parent: 200,
          uid: 1000,
          command: 'redis-server *:6379',
        });
      }),
      verdict: 'fail',
      message: { en: /redis-server runs inside the container of web/ },
      remedy: /image: redis:7\n {4}volumes:/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'its service died',
      evidence: evidenceWith((evidence) => {
        Object.assign(stateNamed(evidence, 'db'), ended('db', 1, 'boom'));
        if (evidence.start.database) evidence.start.database.running = false;
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /db does not run/ },
    },
  ],
});

function withoutDatabase() {
  return evidenceWith(({ resolve, start }) => {
    resolve.database = null;
    start.database = null;
    resolve.services = resolve.services.filter(({ name }) => name === 'web');
    for (const attempt of start.attempts) attempt.services = attempt.services.filter((one) => one.service === 'web');
  });
}
