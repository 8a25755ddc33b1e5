import listensOnAnotherPort from '../../../graders/diagnoses/listens-on-another-port.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { evidenceWith, silence, stateNamed } from './evidence.ts';

testDiagnosis(listensOnAnotherPort, {
  found: [
    {
      name: 'on 8080',
      evidence: listening([{ address: '::', port: 8080 }]),
      message: { en: /names port 3000 for web, but it listens on 8080/ },
      remedy: /"3000:8080"/,
      where: { file: 'docker-compose.yml', line: 5 },
    },
  ],
  near: [
    { name: 'on the right one, inside only', evidence: listening([{ address: '127.0.0.1', port: 3000 }]) },
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
