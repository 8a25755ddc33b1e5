import scriptNotExecutable from '../../../graders/diagnoses/script-not-executable.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, failedBuild, stuck } from './evidence.ts';

testDiagnosis(scriptNotExecutable, {
  found: [
    {
      name: 'Compose cannot start it',
      evidence: stuck('unable to start container process: exec: "./start.sh": permission denied: unknown'),
      message: { en: /web runs `\.\/start\.sh`/ },
      remedy: /--chmod=\+x start\.sh/,
      where: { file: 'Dockerfile', line: 7 },
    },
    {
      name: 'a shell cannot',
      evidence: failedBuild('/bin/sh: 1: ./build.sh: Permission denied'),
      message: { en: /`\.\/build\.sh`/ },
      remedy: /COPY --chmod=755 build\.sh/,
      where: { file: 'Dockerfile', line: 4 },
    },
  ],
  near: [
    { name: 'a file may not be written', evidence: died('web', "Error: EACCES: permission denied, open '/data/x'") },
  ],
});
