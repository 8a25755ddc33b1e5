import blankVariables from '../../../graders/diagnoses/blank-variables.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { evidenceWith } from './evidence.ts';

testDiagnosis(blankVariables, {
  found: [
    {
      name: 'two of them',
      evidence: warned(
        'The "DB_USER" variable is not set. Defaulting to a blank string.',
        'The "DB_PASSWORD" variable is not set. Defaulting to a blank string.',
      ),
      message: { en: /uses `DB_PASSWORD`, `DB_USER`/ },
      remedy: /DB_PASSWORD=…\nDB_USER=…/,
      where: { file: 'docker-compose.yml' },
    },
  ],
  near: [{ name: 'another warning', evidence: warned('the attribute `version` is obsolete') }],
});

function warned(...warnings: string[]) {
  return evidenceWith(({ resolve }) => {
    resolve.compose.warnings = warnings;
  });
}
