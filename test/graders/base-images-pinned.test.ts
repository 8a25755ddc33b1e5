import baseImagesPinned from '../../graders/image/base-images-pinned.ts';
import type { CompleteEvidence } from '../../src/core/evidence/index.ts';
import { evidenceWith, goodEvidence, serviceNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';

testGrader(baseImagesPinned, {
  passes: [
    { name: 'every image has a version', evidence: goodEvidence(), message: /2 base images/ },
    { name: 'a digest is a version', evidence: evidenceWith((e) => from(e, 'node@sha256:1', null, true)) },
    {
      name: 'a stage that continues an earlier one names no image',
      evidence: evidenceWith(({ resolve }) => {
        const where = { file: 'Dockerfile', line: 6 };
        const image = { reference: 'build', tag: null, digest: false, where };
        resolve.dockerfiles[0]?.stages.push({ name: null, from: image, internal: true });
      }),
    },
    {
      name: 'the image of a service that is built is only a name',
      evidence: evidenceWith((e) => {
        const where = { file: 'docker-compose.yml', line: 4 };
        serviceNamed(e, 'web').image = { reference: 'homework', tag: null, digest: false, where };
      }),
    },
  ],
  fails: [
    {
      name: 'a FROM without a tag',
      evidence: evidenceWith((e) => from(e, 'node', null, false)),
      verdict: 'fail',
      message: { en: /Without a fixed version: node\./, es: /Sin una versión fija: node\./ },
      remedy: /`node:22-slim` instead of `node`/,
      where: { file: 'Dockerfile', line: 1 },
    },
    {
      name: 'an image with the tag latest',
      evidence: evidenceWith((e) => {
        const where = { file: 'docker-compose.yml', line: 15 };
        serviceNamed(e, 'db').image = { reference: 'postgres:latest', tag: 'latest', digest: false, where };
      }),
      verdict: 'fail',
      message: { en: /postgres:latest/ },
      remedy: /`postgres:16`/,
      where: { file: 'docker-compose.yml', line: 15 },
    },
    {
      name: 'there is no Compose file',
      evidence: evidenceWith(({ resolve }) => {
        resolve.compose.outcome = 'invalid';
        resolve.services = [];
        resolve.dockerfiles = [];
      }),
      verdict: 'blocked',
      by: 'compose-present',
      message: { en: /no Compose file/ },
    },
  ],
});

function from({ resolve }: CompleteEvidence, reference: string, tag: string | null, digest: boolean) {
  for (const stage of resolve.dockerfiles[0]?.stages ?? []) Object.assign(stage.from, { reference, tag, digest });
}
