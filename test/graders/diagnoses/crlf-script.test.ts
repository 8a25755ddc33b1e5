import crlfScript from '../../../graders/diagnoses/crlf-script.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, failedBuild } from './evidence.ts';

testDiagnosis(crlfScript, {
  found: [
    {
      name: 'env looks for a program with CR',
      evidence: died('web', "/usr/bin/env: 'bash\\r': No such file or directory"),
      message: { en: /line ends of Windows/ },
      remedy: /eol=lf/,
      where: { file: 'Dockerfile', line: 7 },
    },
    {
      name: 'bash meets an empty line',
      evidence: died('web', "./start.sh: line 2: $'\\r': command not found"),
      message: { en: /line ends of Windows/ },
      remedy: /LF/,
    },
    {
      name: 'in a build',
      evidence: failedBuild('/bin/sh: ./build.sh: /bin/bash^M: bad interpreter: No such file or directory'),
      message: { en: /script of web/ },
      remedy: /LF/,
      where: { file: 'Dockerfile', line: 4 },
    },
  ],
  near: [{ name: 'a program is not there', evidence: died('web', '/usr/bin/env: node: No such file or directory') }],
});
