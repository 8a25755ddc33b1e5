import npmCiWithoutLock from '../../../graders/diagnoses/npm-ci-without-lock.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { failedBuild } from './evidence.ts';

testDiagnosis(npmCiWithoutLock, {
  found: [
    {
      name: 'as npm says it today',
      evidence: failedBuild(
        '#9 0.61 npm error The `npm ci` command can only install with an existing package-lock.json or',
      ),
      message: { en: /build of web finds no `package-lock\.json`/, es: /no encuentra/ },
      remedy: /COPY package\.json package-lock\.json/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'as npm 6 said it',
      evidence: failedBuild(
        'npm ERR! `npm ci` can only install packages with an existing package-lock.json or npm-shrinkwrap.json',
      ),
      message: { en: /no `package-lock/ },
      remedy: /COPY/,
    },
  ],
  near: [
    { name: 'the build fails for another reason', evidence: failedBuild('#9 1.2 npm error code E500') },
    {
      name: 'the lock file is there, but old',
      evidence: failedBuild(
        'npm error `npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync.',
      ),
    },
  ],
});
