import dockerfilePresent from '../../graders/image/dockerfile-present.ts';
import { evidenceWith, goodEvidence, serviceNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';

testGrader(dockerfilePresent, {
  passes: [{ name: 'a service is built', evidence: goodEvidence(), message: /web is built from Dockerfile/ }],
  fails: [
    {
      name: 'all images are ready-made',
      evidence: evidenceWith(({ resolve }) => {
        resolve.dockerfiles = [];
        for (const service of resolve.services) service.build = null;
      }),
      verdict: 'fail',
      message: { en: /no service .* has `build`/i, es: /ningún servicio/i },
      remedy: /web:\n {4}build: \./,
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'the Dockerfile is not in the repository',
      evidence: evidenceWith((evidence) => {
        evidence.resolve.dockerfiles = [
          { service: 'web', file: 'docker/Dockerfile', exists: false, stages: [], instructions: [] },
        ];
        serviceNamed(evidence, 'web').build = {
          context: '.',
          dockerfile: 'docker/Dockerfile',
          target: null,
          where: { file: 'docker-compose.yml', line: 3 },
        };
      }),
      verdict: 'fail',
      message: { en: /docker\/Dockerfile, but that file is not in the repository/ },
      where: { file: 'docker-compose.yml', line: 3 },
    },
    {
      name: 'there is no Compose file',
      evidence: evidenceWith(({ resolve }) => {
        resolve.compose.outcome = 'missing';
        resolve.dockerfiles = [];
        resolve.services = [];
      }),
      verdict: 'blocked',
      by: 'compose-present',
      message: { en: /no Compose file/ },
    },
  ],
});
