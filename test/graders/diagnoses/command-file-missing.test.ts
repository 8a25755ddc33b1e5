import commandFileMissing from '../../../graders/diagnoses/command-file-missing.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { stuck } from './evidence.ts';

testDiagnosis(commandFileMissing, {
  found: [
    {
      name: 'ENTRYPOINT names what nobody copied',
      evidence: stuck(
        'unable to start container process: exec: "/start.sh": stat /start.sh: no such file or directory: unknown',
      ),
      message: { en: /web should run `\/start\.sh`/ },
      remedy: /COPY/,
      where: { file: 'Dockerfile', line: 7 },
    },
  ],
  near: [
    {
      name: 'the file may not be executed',
      evidence: stuck('unable to start container process: exec: "/start.sh": permission denied: unknown'),
    },
  ],
});
