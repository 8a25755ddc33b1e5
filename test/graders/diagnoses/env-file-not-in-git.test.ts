import envFileNotInGit from '../../../graders/diagnoses/env-file-not-in-git.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { evidenceWith } from './evidence.ts';

testDiagnosis(envFileNotInGit, {
  found: [
    {
      name: 'nobody has the file',
      evidence: missing('nobody'),
      message: { en: /holds no `\.env`/, es: /no tiene `\.env`/ },
      remedy: /\.env\.example.*stack\.files/,
      where: { file: 'docker-compose.yml', line: 9 },
    },
  ],
  near: [
    { name: 'the assignment supplies it', evidence: missing('assignment') },
    { name: 'an example of it was copied', evidence: missing('example') },
  ],
});

function missing(suppliedBy: 'assignment' | 'example' | 'nobody') {
  return evidenceWith(({ resolve }) => {
    resolve.missingFiles = [{ path: '.env', suppliedBy, from: null, where: { file: 'docker-compose.yml', line: 9 } }];
  });
}
