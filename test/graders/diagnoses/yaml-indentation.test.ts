import yamlIndentation from '../../../graders/diagnoses/yaml-indentation.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { invalid } from './evidence.ts';

testDiagnosis(yamlIndentation, {
  found: [
    {
      name: 'a line that stands one space off',
      evidence: invalid('yaml: line 7: did not find expected key', 7),
      message: { en: /at or right above line 7/, es: /línea 7/ },
      remedy: /two spaces further in/,
      where: { file: 'docker-compose.yml', line: 7 },
    },
    {
      name: 'a tab',
      evidence: invalid('yaml: line 5: found character that cannot start any token', 5),
      message: { en: /a tab/ },
      remedy: /Replace each tab/,
    },
  ],
  near: [{ name: 'the YAML is fine, Compose is not', evidence: invalid('services.web.ports must be a list', 5) }],
});
