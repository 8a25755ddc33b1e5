import portTaken from '../../../graders/diagnoses/port-taken.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { evidenceWith, serviceNamed } from './evidence.ts';

testDiagnosis(portTaken, {
  found: [
    {
      name: 'two services, one port',
      evidence: publishing('3000'),
      message: { en: /docker-compose\.yml:5 and docker-compose\.yml:17 both ask for port 3000/ },
      remedy: /Give db another left-hand number/,
      where: { file: 'docker-compose.yml', line: 17 },
    },
  ],
  near: [{ name: 'two ports', evidence: publishing('3001') }],
});

function publishing(published: string) {
  return evidenceWith((evidence) => {
    const where = { file: 'docker-compose.yml', line: 17 };
    serviceNamed(evidence, 'db').ports = [{ target: 5432, published, hostIp: null, where }];
  });
}
