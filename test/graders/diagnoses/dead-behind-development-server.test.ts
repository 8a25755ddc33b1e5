import deadBehindDevelopmentServer from '../../../graders/diagnoses/dead-behind-development-server.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { evidenceWith, silence, stateNamed } from './evidence.ts';

testDiagnosis(deadBehindDevelopmentServer, {
  found: [
    {
      name: 'nodemon',
      evidence: listening([], 'node /app/node_modules/.bin/nodemon server.js'),
      message: { en: /development server keeps the container of web up/ },
      remedy: /CMD \["node"/,
      where: { file: 'Dockerfile', line: 7 },
    },
  ],
  near: [
    { name: 'no development server', evidence: listening([]) },
    {
      name: 'nodemon, and it listens elsewhere',
      evidence: listening([{ address: '::', port: 8080 }], 'nodemon server.js'),
    },
  ],
});

function listening(sockets: { address: string; port: number }[], command = 'node server.js') {
  return evidenceWith((evidence) => {
    silence(evidence);
    const processes = [{ pid: 200, parent: 100, uid: 1000, command }];
    Object.assign(stateNamed(evidence, 'web'), { listening: sockets, processes });
  });
}
