import composeKeyUnknown from '../../../graders/diagnoses/compose-key-unknown.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { invalid } from './evidence.ts';

testDiagnosis(composeKeyUnknown, {
  found: [
    {
      name: 'a misspelt key',
      evidence: invalid('validating docker-compose.yml: services.web Additional property enviroment is not allowed', 7),
      message: { en: /no key `enviroment` in `services\.web`/, es: /no conoce la clave `enviroment`/ },
      remedy: /Write `environment`/,
      where: { file: 'docker-compose.yml', line: 7 },
    },
    {
      name: 'a service that stands at the top level',
      evidence: invalid("validating docker-compose.yml: (root) additional properties 'web' not allowed", 2),
      message: { en: /no key `web` at the top level/ },
      remedy: /another level/,
    },
  ],
  near: [{ name: 'a key with a wrong value', evidence: invalid('services.web.ports must be a list', 5) }],
});
