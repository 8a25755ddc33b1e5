import packageListNotCopied from '../../../graders/diagnoses/package-list-not-copied.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { failedBuild } from './evidence.ts';

testDiagnosis(packageListNotCopied, {
  found: [
    {
      name: 'npm',
      evidence: failedBuild(
        "npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/app/package.json'",
      ),
      message: { en: /no `\/app\/package\.json` in the image/ },
      remedy: /COPY package\.json/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'pip',
      evidence: failedBuild(
        "ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'requirements.txt'",
      ),
      message: { en: /no `requirements\.txt`/ },
      remedy: /COPY requirements\.txt/,
    },
  ],
  near: [
    { name: 'the build fails for another reason', evidence: failedBuild('#9 1.2 npm error code E500') },
    {
      name: 'another file is missing',
      evidence: failedBuild("Error: ENOENT: no such file or directory, open '/app/src/config.json'"),
    },
  ],
});
