import interpreterMissing from '../../../graders/diagnoses/interpreter-missing.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, stuck } from './evidence.ts';

testDiagnosis(interpreterMissing, {
  found: [
    {
      name: 'the file is there, its interpreter is not',
      evidence: died('web', 'exec /entrypoint.sh: no such file or directory'),
      message: { en: /`\/entrypoint\.sh` is in the image of web/ },
      remedy: /eol=lf.*alpine/,
      where: { file: 'Dockerfile', line: 7 },
    },
  ],
  near: [
    {
      name: 'the file itself is not there',
      evidence: stuck('exec: "/entrypoint.sh": stat /entrypoint.sh: no such file or directory'),
    },
    { name: 'another program misses a file', evidence: died('web', 'cat: /x: no such file or directory') },
  ],
});
