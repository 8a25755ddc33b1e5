import { describe, expect, test } from 'vitest';
import type { DockerfileFacts } from '../../../src/core/evidence/index.ts';
import { readableSecrets } from '../../../worker/build/secrets.ts';
import { dockerfileVariables } from '../../../worker/build/variables.ts';
import { cpuSeconds } from '../../support/cpu-seconds.ts';

const FILE: DockerfileFacts = {
  service: 'web',
  file: 'Dockerfile',
  exists: true,
  stages: [],
  instructions: [
    { keyword: 'ARG', text: 'NPM_TOKEN', line: 2, stage: 0 },
    { keyword: 'ENV', text: 'PORT=3000 DB_PASSWORD="hunter 22"', line: 3, stage: 0 },
    { keyword: 'RUN', text: 'echo "API_KEY=abcdef" > /cfg', line: 5, stage: 0 },
    { keyword: 'RUN', text: 'git clone https://ada:sesame1@example.com/code.git', line: 6, stage: 0 },
  ],
};

describe('What everybody who has the image can read is named, never shown', () => {
  test('a variable of the image', () =>
    expect(found(['PORT=3000', 'DB_PASSWORD=hunter 22'], [])).toEqual([
      { name: 'DB_PASSWORD', via: 'environment', at: 'ENV DB_PASSWORD', where: { file: 'Dockerfile', line: 3 } },
    ]));

  test('a build argument, which every later instruction keeps', () =>
    expect(found([], ['RUN |2 NPM_TOKEN=npm_12345 STAGE=dev /bin/sh -c npm ci # buildkit'])).toEqual([
      { name: 'NPM_TOKEN', via: 'build-argument', at: 'ARG NPM_TOKEN', where: { file: 'Dockerfile', line: 2 } },
    ]));

  test('a value inside an instruction', () =>
    expect(found([], ['RUN /bin/sh -c echo "API_KEY=abcdef" > /cfg # buildkit'])).toEqual([
      {
        name: 'API_KEY',
        via: 'instruction',
        at: 'RUN echo "API_KEY=••••" > /cfg',
        where: { file: 'Dockerfile', line: 5 },
      },
    ]));

  test('at once, however long an instruction is', () => {
    const began = process.cpuUsage();
    expect(found([], [`RUN /bin/sh -c echo "API_KEY=abcdef" ${'A-'.repeat(32_000)} # buildkit`])).toHaveLength(1);
    expect(cpuSeconds(began)).toBeLessThan(5);
  });

  test('a password in an address', () =>
    expect(found([], ['RUN /bin/sh -c git clone https://ada:sesame1@example.com/code.git # buildkit'])).toMatchObject([
      { name: 'https://example.com', at: 'RUN git clone https://ada:••••@example.com/code.git', where: { line: 6 } },
    ]));
});

test('What is only known when it runs, or merely points to a secret, is none', () => {
  const made = [
    'RUN /bin/sh -c TOKEN=$(cat /run/secrets/token) npm ci # buildkit',
    'RUN /bin/sh -c export PASSWORD=$DB_PASSWORD && make # buildkit',
    'RUN |1 STAGE=dev /bin/sh -c npm ci # buildkit',
    'COPY . . # buildkit',
  ];
  expect(found(['DB_PASSWORD_FILE=/run/secrets/db', 'DB_PASSWORD=', 'PATH=/bin'], made)).toEqual([]);
});

test('The variables of a Dockerfile are read in each of their forms', () => {
  const instructions = [
    { keyword: 'ENV', text: 'A=1 B="two words" \\\n    C=\'three\'', line: 1, stage: 0 },
    { keyword: 'ENV', text: 'OLD some words', line: 2, stage: 0 },
    { keyword: 'ARG', text: 'BARE', line: 3, stage: 0 },
  ];
  expect(dockerfileVariables({ ...FILE, instructions }).map(({ name, value }) => `${name}:${value}`)).toEqual([
    'A:1',
    'B:two words',
    'C:three',
    'OLD:some words',
    'BARE:',
  ]);
});

function found(environment: readonly string[], history: readonly string[]) {
  return readableSecrets(environment, history, FILE);
}
