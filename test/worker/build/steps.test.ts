import { describe, expect, test } from 'vitest';
import type { BuildStep, DockerfileFacts } from '../../../src/core/evidence/index.ts';
import { readSteps, stepLines } from '../../../worker/build/steps.ts';

const TWO_STAGES = dockerfile([
  'FROM node:24-slim AS build',
  'WORKDIR /app',
  'COPY package.json ./',
  'RUN npm install',
  'COPY src ./src',
  'FROM node:24-slim',
  'WORKDIR /app',
  'ENV A=b',
  'RUN echo $NAME; ls',
  'COPY --from=build /app /app',
]);

/** As BuildKit 0.29 prints it with `--progress plain`: two stages are built at the same time. */
const INTERLEAVED = `#1 [internal] load local bake definitions
#1 reading from stdin 477B done
#1 DONE 0.0s

#2 [internal] load build definition from Dockerfile
#2 WARN: SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (ARG "TOKEN") (line 15)
#2 DONE 0.0s

#5 [build 1/4] FROM docker.io/library/node:24-slim
#5 DONE 0.0s

#6 [build 2/4] WORKDIR /app
#6 CACHED

#7 [stage-1 3/4] RUN echo sesame; ls
#7 ...

#8 [internal] load build context
#8 DONE 0.0s

#9 [build 3/4] COPY package.json ./
#9 DONE 0.1s

#7 [stage-1 3/4] RUN echo sesame; ls
#7 0.243 #9 [build 9/9] RUN not-a-step
#7 0.243 DONE 9.9s
#7 DONE 0.3s

#10 [build 4/4] RUN npm install
#10 0.996 added 57 packages in 2s
#10 DONE 11.1s

#13 [stage-1 4/4] COPY --from=build /app /app
#13 CANCELED

#15 exporting to image
#15 DONE 0.0s
`;

describe('The steps of a build are read from its plain output', () => {
  const steps = read(INTERLEAVED, TWO_STAGES);

  test('in the order of the Dockerfile, each with its line, without those of BuildKit itself', () =>
    expect(steps.map(({ line, instruction }) => `${line} ${instruction}`)).toEqual([
      '2 WORKDIR /app',
      '3 COPY package.json ./',
      '4 RUN npm install',
      '9 RUN echo ••••; ls',
      '10 COPY --from=build /app /app',
    ]));

  test('with what came from the cache and what took how long', () =>
    expect(steps.map(({ cached, seconds }) => [cached, seconds])).toEqual([
      [true, null],
      [false, 0.1],
      [false, 11.1],
      [false, 0.3],
      [false, null],
    ]));
});

test('A step tells when it fetches packages, and only then', () => {
  const said = [
    'added 12 packages, and audited 13 packages in 2s',
    'go: downloading github.com/lib/pq v1.10.9',
    'Collecting flask==3.0.0',
    'Downloading from central: https://repo.maven.apache.org/maven2/',
    'Get:1 http://deb.debian.org/debian bookworm InRelease [151 kB]',
    '(1/4) Installing libgcc (13.2.1)',
    '  - Downloading symfony/console (v7.0.1)',
  ];
  const silent = ['up to date in 582ms', 'Requirement already satisfied: flask', 'compiled 12 files', 'echo Downloads'];
  const fetches = (line: string) =>
    read(`#5 [2/2] RUN x\n#5 1.23 ${line}\n#5 DONE 1.0s\n`, dockerfile(['FROM a', 'RUN x']))[0]?.fetched;
  expect(said.filter((line) => !fetches(line))).toEqual([]);
  expect(silent.filter(fetches)).toEqual([]);
});

test('A stage on an earlier stage has no step for its FROM', () => {
  const file = dockerfile(['FROM debian AS base', 'RUN one', 'FROM base AS app', 'RUN two', 'COPY . .']);
  const steps = read('#8 [base 2/2] RUN one\n#8 CACHED\n#9 [app 2/2] COPY . .\n#9 DONE 0.1s\n', file);
  expect(steps.map(({ line }) => line)).toEqual([2, 5]);
});

test('The only stage of a Dockerfile needs no name, whichever target stands before its number', () => {
  const file = dockerfile(['FROM debian', 'USER app', 'RUN one']);
  expect(read('#5 [2/2] RUN one\n#5 DONE 1.0s\n', file)).toMatchObject([{ line: 3 }]);
  expect(read('#5 [web stage-0 2/2] RUN one\n#5 DONE 1.0s\n', file)).toMatchObject([{ line: 3 }]);
});

test('A step of another Dockerfile has no line', () => {
  const file = dockerfile(['FROM debian AS app', 'RUN one', 'FROM app', 'COPY . .']);
  expect(read('#5 [web base 2/9] RUN other\n#5 DONE 1.0s\n', file)).toMatchObject([{ line: null }]);
  expect(read('#5 [web app 2/9] COPY other .\n#5 DONE 1.0s\n', file)).toMatchObject([{ line: null }]);
  expect(read('#5 [2/2] RUN one\n#5 DONE 1.0s\n', undefined)).toMatchObject([{ line: null }]);
});

function read(output: string, file: DockerfileFacts | undefined): BuildStep[] {
  const told = stepLines();
  output.split('\n').forEach(told.take);
  return readSteps(told, file, (text) => text.replaceAll('sesame', '••••'));
}

function dockerfile(lines: readonly string[]): DockerfileFacts {
  const facts: DockerfileFacts = { service: 'web', file: 'Dockerfile', exists: true, stages: [], instructions: [] };
  for (const [at, text] of lines.entries()) {
    const [keyword = '', ...rest] = text.split(' ');
    const [reference = '', , name = null] = rest;
    const from = { reference, tag: null, digest: false, where: { file: 'Dockerfile', line: at + 1 } };
    const internal = facts.stages.some((stage) => stage.name === reference);
    if (keyword === 'FROM') facts.stages.push({ name, from, internal });
    facts.instructions.push({ keyword, text: rest.join(' '), line: at + 1, stage: facts.stages.length - 1 });
  }
  return facts;
}
