import { describe, expect, test } from 'vitest';
import type { DockerfileFacts } from '../../../src/core/evidence/index.ts';
import { copyDestinations } from '../../../worker/build/destinations.ts';

describe('Places that a Dockerfile copies to', () => {
  test.each([
    ['a folder named in full', ['COPY package.json /srv/app/'], ['/srv/app']],
    ['the working folder', ['WORKDIR /app', 'COPY . .'], ['/app']],
    ['a working folder below another', ['WORKDIR /app', 'WORKDIR api', 'COPY . ./'], ['/app', '/app/api']],
    ['a variable', ['ENV HOME_DIR=/opt/x', 'WORKDIR $HOME_DIR', 'ADD . .'], ['/opt/x']],
    ['the list form', ['WORKDIR /app', 'COPY ["a b", "c", "/dst/"]'], ['/app', '/dst']],
    ['options before the files', ['COPY --chown=node:node --from=build /app /srv'], ['/srv']],
  ])('%s', (_, lines, expected) => expect(copyDestinations(dockerfile(lines))).toEqual(expected));

  test('A new stage starts at the root again', () => {
    const facts = dockerfile(['WORKDIR /build', 'COPY . .']);
    facts.instructions.push({ keyword: 'COPY', text: '--from=0 /build/x y', line: 9, stage: 1 });
    expect(copyDestinations(facts)).toEqual(['/build', '/y']);
  });

  test('Of thousands no more are told than are looked at', () => {
    const lines = Array.from({ length: 6000 }, (_, at) => `COPY a /${at}`);
    expect(copyDestinations(dockerfile(lines))).toHaveLength(100);
  });
});

function dockerfile(lines: readonly string[]): DockerfileFacts {
  const instructions = lines.map((line, at) => {
    const [keyword = '', ...rest] = line.split(' ');
    return { keyword, text: rest.join(' '), line: at + 1, stage: 0 };
  });
  return { service: 'web', file: 'Dockerfile', exists: true, stages: [], instructions };
}
