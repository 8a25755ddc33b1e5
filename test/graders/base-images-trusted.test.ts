import baseImagesTrusted from '../../graders/image/base-images-trusted.ts';
import { evidenceWith, goodEvidence, serviceNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';

testGrader(baseImagesTrusted, {
  passes: [
    { name: 'official images', evidence: goodEvidence(), message: /official/ },
    ...[
      'docker.io/library/node:22',
      'docker.io/node:22',
      'bitnami/node:22',
      'postgis/postgis:16-3.4',
      'gcr.io/distroless/nodejs22-debian12',
      'mcr.microsoft.com/playwright:v1.50.0-noble',
      'registry.access.redhat.com/ubi9/nodejs-22',
      'public.ecr.aws/docker/library/node:22',
      `node@sha256:${'1'.repeat(64)}`,
    ].map((reference) => ({ name: reference, evidence: from(reference) })),
    {
      name: 'an image that the Compose file itself builds',
      evidence: evidenceWith((e) => {
        const where = { file: 'docker-compose.yml', line: 4 };
        const image = { reference: 'ada/app:1', tag: '1', digest: false, where };
        serviceNamed(e, 'web').image = image;
        serviceNamed(e, 'db').image = image;
      }),
    },
  ],
  fails: [
    {
      name: 'the image of somebody',
      evidence: from('somebody/node-with-tools:22'),
      verdict: 'fail',
      message: { en: /somebody\/node-with-tools:22.*resembles the official image `node`/, es: /imagen oficial `node`/ },
      remedy: /Write `node` with a version/,
      where: { file: 'Dockerfile', line: 1 },
    },
    {
      name: 'a look-alike',
      evidence: from('library1/postgress:16'),
      verdict: 'fail',
      message: { en: /`postgres`, but is another one/ },
      where: { file: 'Dockerfile', line: 1 },
    },
    {
      name: 'an image that resembles none',
      evidence: from('ghcr.io/xyzw/qqqqqqqqqqqq:1'),
      verdict: 'fail',
      message: { en: /stands behind: ghcr\.io\/xyzw\/qqqqqqqqqqqq:1\.$/ },
      remedy: /Dockerfile of your own/,
    },
    {
      name: 'a registry whose name only begins like a known one',
      evidence: from('gcr.io/distroless-tools/x'),
      verdict: 'fail',
      message: { en: /gcr\.io\/distroless-tools/ },
    },
    {
      name: 'there is no Compose file',
      evidence: evidenceWith(({ resolve }) => {
        resolve.compose.outcome = 'missing';
        Object.assign(resolve, { services: [], dockerfiles: [] });
      }),
      verdict: 'blocked',
      by: 'compose-present',
      message: { en: /no Compose file/ },
    },
  ],
});

function from(reference: string) {
  return evidenceWith(({ resolve }) => {
    for (const stage of resolve.dockerfiles[0]?.stages ?? []) stage.from.reference = reference;
  });
}
