import oneProcessPerContainer from '../../graders/image/one-process-per-container.ts';
import { ended, evidenceWith, goodEvidence, stateNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';

testGrader(oneProcessPerContainer, {
  passes: [
    { name: 'application and database each have a container', evidence: goodEvidence() },
    { name: 'npm, its shell and node are one application', evidence: chain('npm start', 'sh -c node x', 'node x') },
    { name: 'workers of one web server', evidence: chain('nginx: master process', 'nginx: worker process') },
    {
      name: 'the application died, and the others are as they should be',
      evidence: evidenceWith((evidence) => {
        Object.assign(stateNamed(evidence, 'web'), ended('web', 1, 'boom'));
      }),
    },
    {
      name: 'a health check that was executed from outside is no program of the container',
      evidence: evidenceWith((evidence) => {
        stateNamed(evidence, 'db').processes.push({ pid: 390, parent: 101, uid: 0, command: 'python3 /check.py' });
      }),
    },
  ],
  fails: [
    {
      name: 'node and a database in one container',
      evidence: chain('sh start.sh', '/usr/lib/postgresql/15/bin/postgres -D /data', 'node server.js'),
      verdict: 'fail',
      message: { en: /web runs postgres and node together/, es: /web ejecuta juntos postgres y node/ },
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'node and a database in one container, and the health check fails',
      evidence: evidenceWith((evidence) => {
        const both = chain('sh start.sh', 'postgres -D /data', 'node server.js');
        stateNamed(evidence, 'web').processes = stateNamed(both, 'web').processes;
        stateNamed(evidence, 'web').health = 'unhealthy';
      }),
      verdict: 'fail',
      message: { en: /postgres and node together/ },
    },
    {
      name: 'a compiled program and a web server under supervisord',
      evidence: chain('/usr/bin/python3 /usr/bin/supervisord', 'nginx: master process nginx', '/app/server'),
      verdict: 'fail',
      message: { en: /nginx and server together/ },
    },
    {
      name: 'nothing runs',
      evidence: evidenceWith(({ start }) => {
        for (const attempt of start.attempts) attempt.services = [ended('web', 1, ''), ended('db', 1, '')];
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /no container has a lasting process/ },
    },
  ],
});

/** A first process, and the others below it. */
function chain(first: string, ...others: string[]) {
  return evidenceWith((evidence) => {
    stateNamed(evidence, 'web').processes = [first, ...others].map((command, index) => ({
      pid: 200 + index,
      parent: index === 0 ? 100 : 200,
      uid: 1000,
      command,
    }));
  });
}
