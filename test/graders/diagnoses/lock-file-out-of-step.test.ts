import lockFileOutOfStep from '../../../graders/diagnoses/lock-file-out-of-step.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { failedBuild } from './evidence.ts';

testDiagnosis(lockFileOutOfStep, {
  found: [
    {
      name: 'npm',
      evidence: failedBuild(
        'npm error `npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync.',
      ),
      message: { en: /`package-lock\.json` do not say the same/ },
      remedy: /`npm install`/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'pnpm',
      evidence: failedBuild(
        ' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date',
      ),
      message: { en: /`pnpm-lock\.yaml`/ },
      remedy: /`pnpm install`/,
    },
    {
      name: 'yarn',
      evidence: failedBuild('error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.'),
      message: { en: /`yarn\.lock`/ },
      remedy: /`yarn install`/,
    },
  ],
  near: [
    { name: 'the build fails for another reason', evidence: failedBuild('#9 1.2 npm error code E500') },
    {
      name: 'there is no lock file at all',
      evidence: failedBuild('npm error The `npm ci` command can only install with an existing package-lock.json or'),
    },
  ],
});
