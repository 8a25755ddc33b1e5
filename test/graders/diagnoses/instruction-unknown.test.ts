import instructionUnknown from '../../../graders/diagnoses/instruction-unknown.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { failedBuild } from './evidence.ts';

testDiagnosis(instructionUnknown, {
  found: [
    {
      name: 'a misspelt one',
      evidence: failedBuild(
        'failed to solve: dockerfile parse error on line 4: unknown instruction: RNU (did you mean RUN?)',
      ),
      message: { en: /begins with `RNU`/ },
      remedy: /Write `RUN`/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'a command without RUN',
      evidence: failedBuild('dockerfile parse error on line 4: unknown instruction: npm'),
      message: { en: /begins with `npm`/ },
      remedy: /Put `RUN` before `npm`/,
    },
  ],
  near: [{ name: 'the build fails for another reason', evidence: failedBuild('#9 1.2 npm error code E500') }],
});
