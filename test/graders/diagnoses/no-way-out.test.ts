import noWayOut from '../../../graders/diagnoses/no-way-out.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, failedBuild } from './evidence.ts';

testDiagnosis(noWayOut, {
  found: [
    {
      name: 'npm in a build',
      evidence: failedBuild(
        'npm error request to https://registry.npmjs.org/pg failed, reason: self-signed certificate in certificate chain',
      ),
      message: { en: /no trusted way to `registry\.npmjs\.org`/ },
      remedy: /show your teacher/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'apt in a build',
      evidence: failedBuild(
        "W: Failed to fetch http://deb.debian.org/debian/  Temporary failure resolving 'deb.debian.org'",
      ),
      message: { en: /`deb\.debian\.org`/ },
      remedy: /teacher/,
    },
    {
      name: 'npm install when the container starts',
      evidence: died(
        'web',
        'npm error code EAI_AGAIN\nnpm error request to https://registry.npmjs.org/pg failed, reason: getaddrinfo EAI_AGAIN registry.npmjs.org',
      ),
      message: { en: /wants to fetch packages/ },
      remedy: /into a `RUN`/,
      where: { file: 'Dockerfile', line: 7 },
    },
  ],
  near: [
    { name: 'the build fails for another reason', evidence: failedBuild('#9 1.2 npm error code E500') },
    { name: 'the database is not found', evidence: died('web', 'Error: getaddrinfo ENOTFOUND postgres') },
  ],
});
