import listensOnLoopback from '../../../graders/diagnoses/listens-on-loopback.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { evidenceWith, silence, stateNamed } from './evidence.ts';

testDiagnosis(listensOnLoopback, {
  found: [
    {
      name: 'on 127.0.0.1',
      evidence: listening([{ address: '127.0.0.1', port: 3000 }]),
      message: { en: /web listens on 127\.0\.0\.1:3000/, es: /escucha en 127/ },
      remedy: /'0\.0\.0\.0'/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
  ],
  near: [
    { name: 'on every address, another port', evidence: listening([{ address: '::', port: 8080 }]) },
    { name: 'nothing listens', evidence: listening([]) },
  ],
});

function listening(sockets: { address: string; port: number }[], command = 'node server.js') {
  return evidenceWith((evidence) => {
    silence(evidence);
    const processes = [{ pid: 200, parent: 100, uid: 1000, command }];
    Object.assign(stateNamed(evidence, 'web'), { listening: sockets, processes });
  });
}
