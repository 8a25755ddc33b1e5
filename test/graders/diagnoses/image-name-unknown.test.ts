import imageNameUnknown from '../../../graders/diagnoses/image-name-unknown.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { evidenceWith, failedBuild } from './evidence.ts';

testDiagnosis(imageNameUnknown, {
  found: [
    {
      name: 'in the Compose file',
      evidence: absent(),
      message: { en: /db asks for the image `postgrs:16`/, es: /el registro no tiene/ },
      remedy: /`image:` of db/,
      where: { file: 'docker-compose.yml', line: 15 },
    },
    {
      name: 'in a Dockerfile',
      evidence: failedBuild(
        'failed to solve: node:99-slim: failed to resolve source metadata for docker.io/library/node:99-slim: docker.io/library/node:99-slim: not found',
      ),
      message: { en: /begins from `node:99-slim`/ },
      remedy: /`FROM`/,
      where: { file: 'Dockerfile', line: 4 },
    },
  ],
  near: [{ name: 'the build fails for another reason', evidence: failedBuild('#9 1.2 npm error code E500') }],
});

function absent() {
  return evidenceWith(({ build }) => {
    const message = 'pull access denied for postgrs, repository does not exist or may require authorization';
    build.pulls = [{ service: 'db', reference: 'postgrs:16', outcome: 'failed', seconds: 1, message }];
  });
}
