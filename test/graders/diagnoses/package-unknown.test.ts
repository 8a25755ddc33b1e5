import packageUnknown from '../../../graders/diagnoses/package-unknown.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { failedBuild } from './evidence.ts';

testDiagnosis(packageUnknown, {
  found: [
    {
      name: 'npm',
      evidence: failedBuild("npm error 404  'expres@*' is not in this registry."),
      message: { en: /asks for the package `expres@\*`/ },
      remedy: /spelling and the version/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'pip',
      evidence: failedBuild('ERROR: No matching distribution found for flaks==3.0'),
      message: { en: /`flaks==3\.0`/ },
      remedy: /list of dependencies/,
    },
    {
      name: 'apt',
      evidence: failedBuild('E: Unable to locate package curl'),
      message: { en: /`curl`/ },
      remedy: /apt-get update && apt-get install/,
    },
  ],
  near: [{ name: 'the build fails for another reason', evidence: failedBuild('#9 1.2 npm error code E500') }],
});
