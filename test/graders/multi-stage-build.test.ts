import multiStageBuild from '../../graders/image/multi-stage-build.ts';
import type { CompleteEvidence, ImageFacts } from '../../src/core/evidence/index.ts';
import { evidenceWith, goodEvidence } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_IMAGE } from './rows.ts';

type Contents = NonNullable<ImageFacts['contains']>;

const NODEMON: Contents = [
  { path: '/app/node_modules/nodemon', kind: 'development-dependency', name: 'nodemon' },
  { path: '/app/node_modules/jest', kind: 'development-dependency', name: 'jest' },
];

testGrader(multiStageBuild, {
  passes: [
    { name: 'nothing of the build is left', evidence: goodEvidence(), message: /No compiler/ },
    {
      name: 'a development server is what the image starts',
      evidence: holding(NODEMON.slice(0, 1), ({ resolve }) => {
        const text = '["npx", "nodemon", "src/server.js"]';
        resolve.dockerfiles[0]?.instructions.push({ keyword: 'CMD', text, line: 9, stage: 0 });
      }),
    },
    {
      name: 'package lists are another matter',
      evidence: holding([{ path: '/var/lib/apt/lists/partial', kind: 'package-lists', name: 'apt' }]),
    },
  ],
  fails: [
    {
      name: 'development dependencies of an application without a build step',
      evidence: holding(NODEMON),
      verdict: 'fail',
      message: { en: /image of web still contains.*: nodemon, jest\./, es: /todavía contiene.*: nodemon, jest\./ },
      remedy: /no build step.*\n\nRUN npm ci --omit=dev$/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'development dependencies of an application that is compiled',
      evidence: holding(NODEMON, ({ resolve }) => {
        const file = resolve.dockerfiles[0];
        file?.instructions.splice(4, 0, { keyword: 'RUN', text: 'npm run build', line: 6, stage: 0 });
      }),
      verdict: 'fail',
      message: { en: /nodemon/ },
      remedy: /FROM node:24-slim AS build\n…\nFROM node:24-slim\n[\s\S]*COPY --from=build/,
    },
    {
      name: 'a compiler that was installed',
      evidence: holding([{ path: '/usr/bin/gcc', kind: 'compiler', name: 'gcc' }], ({ resolve }) => {
        const file = resolve.dockerfiles[0];
        const text = 'apt-get update && apt-get install -y build-essential';
        file?.instructions.splice(1, 0, { keyword: 'RUN', text, line: 2, stage: 0 });
      }),
      verdict: 'fail',
      message: { en: /: gcc\./ },
      where: { file: 'Dockerfile', line: 2 },
    },
    {
      name: 'a compiler of the base image',
      evidence: holding([{ path: '/usr/local/go/bin/go', kind: 'compiler', name: 'go' }], ({ resolve }) => {
        const stage = resolve.dockerfiles[0]?.stages[0];
        if (stage) stage.from.reference = 'golang:1.24';
      }),
      verdict: 'fail',
      message: { en: /: go\./ },
      remedy: /FROM golang:1\.24 AS build\n…\nFROM debian:bookworm-slim\nCOPY --from=build/,
      where: { file: 'Dockerfile', line: 1 },
    },
    {
      name: 'images were not looked into',
      evidence: evidenceWith(({ build }) => {
        for (const { image } of build.builds) delete image?.contains;
      }),
      verdict: 'blocked',
      by: 'build',
      message: { en: /could be looked into/ },
    },
    NO_IMAGE,
  ],
});

function holding(contains: Contents, change: (evidence: CompleteEvidence) => void = () => undefined) {
  return evidenceWith((evidence) => {
    for (const { image } of evidence.build.builds) if (image) image.contains = contains;
    change(evidence);
  });
}
