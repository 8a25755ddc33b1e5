import { expect, test } from 'vitest';
import type { DockerfileFacts } from '../../../src/core/evidence/index.ts';
import { imageChecks } from '../../../worker/resolve/image-checks.ts';

test('A health check of a Dockerfile counts in whichever stage it stands, with the time that it leaves for starting', () => {
  const dockerfiles = [
    dockerfile('app', 'HEALTHCHECK --interval=5s --start-period=1m30s CMD ["node", "healthcheck.js"]'),
    dockerfile('worker', 'HEALTHCHECK CMD true'),
    dockerfile('proxy', 'HEALTHCHECK NONE'),
    dockerfile('database', 'COPY users.sql /docker-entrypoint-initdb.d/'),
  ];
  expect([...imageChecks(dockerfiles)]).toEqual([
    ['app', 90],
    ['worker', 0],
  ]);
});

function dockerfile(service: string, line: string): DockerfileFacts {
  const [keyword = '', ...words] = line.split(' ');
  const instructions = [{ keyword, text: words.join(' '), line: 2, stage: 0 }];
  return { service, file: 'Dockerfile', exists: true, stages: [], instructions };
}
