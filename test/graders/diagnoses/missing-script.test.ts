import missingScript from '../../../graders/diagnoses/missing-script.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, failedBuild } from './evidence.ts';

testDiagnosis(missingScript, {
  found: [
    {
      name: 'at the start',
      evidence: died('web', 'npm error Missing script: "start"'),
      message: { en: /runs the script `start`/, es: /ejecuta el script `start`/ },
      remedy: /CMD \["node"/,
      where: { file: 'Dockerfile', line: 7 },
    },
    {
      name: 'in the build',
      evidence: failedBuild('#9 0.5 npm error Missing script: "build"'),
      message: { en: /runs the script `build`/ },
      remedy: /"build": "…"/,
      where: { file: 'Dockerfile', line: 4 },
    },
  ],
  near: [{ name: 'a script fails', evidence: died('web', 'npm error Lifecycle script `start` failed with error:') }],
});
