import databaseDuringBuild from '../../../graders/diagnoses/database-during-build.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, failedBuild } from './evidence.ts';

testDiagnosis(databaseDuringBuild, {
  found: [
    {
      name: 'a migration in RUN',
      evidence: failedBuild("Error: P1001: Can't reach database server at `db:5432`"),
      message: { en: /reach a database at `db`/ },
      remedy: /CMD/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'by the name of a service',
      evidence: failedBuild('Error: getaddrinfo ENOTFOUND db'),
      message: { en: /at `db`/ },
      remedy: /when it starts/,
    },
  ],
  near: [
    { name: 'the build fails for another reason', evidence: failedBuild('#9 1.2 npm error code E500') },
    {
      name: 'a registry is not found',
      evidence: failedBuild('npm error request failed, reason: getaddrinfo ENOTFOUND registry.npmjs.org'),
    },
    { name: 'the same at the start', evidence: died('web', 'Error: getaddrinfo ENOTFOUND db') },
  ],
});
