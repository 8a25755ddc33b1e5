import undeclaredName from '../../../graders/diagnoses/undeclared-name.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { invalid } from './evidence.ts';

testDiagnosis(undeclaredName, {
  found: [
    {
      name: 'a volume',
      evidence: invalid('service "db" refers to undefined volume db-data: invalid compose project', 19),
      message: { en: /db mounts the volume `db-data`/ },
      remedy: /volumes:\n {2}db-data:/,
      where: { file: 'docker-compose.yml', line: 19 },
    },
    {
      name: 'a network',
      evidence: invalid('service "web" refers to undefined network back: invalid compose project', 9),
      message: { en: /web joins the network `back`/ },
      remedy: /networks:\n {2}back:/,
    },
    {
      name: 'a service, misspelt',
      evidence: invalid('service "web" depends on undefined service "dbb": invalid compose project', 9),
      message: { en: /there is none of that name/ },
      remedy: /Write `db` instead of `dbb`/,
    },
  ],
  near: [
    { name: 'Compose refuses the file for another reason', evidence: invalid('services.web.ports must be a list', 5) },
  ],
});
