import execFormatError from '../../../graders/diagnoses/exec-format-error.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died } from './evidence.ts';

testDiagnosis(execFormatError, {
  found: [
    {
      name: 'a script without its first line',
      evidence: died('web', 'exec /app/start.sh: exec format error'),
      message: { en: /`\/app\/start\.sh`, a script whose first line/ },
      remedy: /#!\/bin\/sh/,
      where: { file: 'Dockerfile', line: 7 },
    },
    {
      name: 'a program of another processor',
      evidence: died('web', 'exec /usr/local/bin/node: exec format error'),
      message: { en: /another kind of processor/ },
      remedy: /platform/,
    },
  ],
  near: [{ name: 'the program is not there', evidence: died('web', 'exec /app/start.sh: no such file or directory') }],
});
