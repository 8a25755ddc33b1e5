import imageBuilds from '../../graders/image/image-builds.ts';
import type { CompleteEvidence } from '../../src/core/evidence/index.ts';
import { evidenceWith, goodEvidence } from './evidence.ts';
import { testGrader } from './grader-table.ts';

testGrader(imageBuilds, {
  passes: [
    { name: 'every build ends well', evidence: goodEvidence(), message: /web/ },
    {
      name: 'a ready-made image that does not exist is the start’s matter',
      evidence: evidenceWith(({ build }) => {
        build.pulls = [{ service: 'db', reference: 'postgrs:16', outcome: 'failed', seconds: 1, message: 'denied' }];
      }),
    },
  ],
  fails: [
    {
      name: 'an instruction fails',
      evidence: evidenceWith((evidence) =>
        failBuild(evidence, {
          instruction: 'RUN npm ci',
          exitCode: 1,
          message: 'process "/bin/sh -c npm ci" did not complete',
          where: { file: 'Dockerfile', line: 4 },
        }),
      ),
      verdict: 'fail',
      message: {
        en: /web does not build.*`RUN npm ci` \(exit code 1\)/,
        es: /web no se construye.*código de salida 1/,
      },
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'the Dockerfile cannot be parsed',
      evidence: evidenceWith((evidence) =>
        failBuild(evidence, { instruction: null, exitCode: null, message: 'unknown instruction: FORM', where: null }),
      ),
      verdict: 'fail',
      message: { en: /web does not build/ },
      where: { file: 'Dockerfile' },
    },
    {
      name: 'a build takes too long',
      evidence: evidenceWith((evidence) => {
        failBuild(evidence, null);
        evidence.resolve.dockerfiles[0]?.instructions.push({ keyword: 'RUN', text: 'npm start', line: 6, stage: 0 });
        const log = '#6 [4/5] COPY . .\n#6 DONE 0.1s\n#7 [5/5] RUN npm start\n#7 1.2 listening on 3000';
        for (const build of evidence.build.builds) Object.assign(build, { outcome: 'timeout', log });
      }),
      verdict: 'fail',
      message: {
        en: /was stopped, .* not finished within the time.*It was at `RUN npm start`/,
        es: /Iba por `RUN npm start`/,
      },
      remedy: /A server belongs in `CMD`/,
      where: { file: 'Dockerfile', line: 6 },
    },
    ...(['download', 'repository', 'image', 'frontend', 'rights', 'source'] as const).map((kind) => ({
      name: `the Dockerfile asks for what no build may have here: ${kind}`,
      evidence: evidenceWith((evidence) => {
        const where = { file: 'Dockerfile', line: 2 };
        const refused = { kind, what: 'asked-for' };
        failBuild(evidence, { instruction: null, exitCode: null, message: 'denied', where, refused });
      }),
      verdict: 'fail' as const,
      message: { en: /web is not built here.*asked-for/, es: /web no se construye aquí.*asked-for/ },
      where: { file: 'Dockerfile', line: 2 },
    })),
    ...(
      [
        ['memory', 500_000_000, /used up its memory \(500 MB are allowed\).*RUN npm ci/, /NODE_OPTIONS/],
        ['processes', 100, /went on starting processes \(100 are allowed\)/, /wait for what it started/],
        ['disk', 5_000_000_000, /wrote too much \(5000 MB are allowed\)/, /in the same `RUN`/],
        ['image', 5_000_000_000, /larger than an image may be here \(5000 MB\)/, /-slim/],
      ] as const
    ).map(([kind, most, en, remedy]) => ({
      name: `a limit stopped it: ${kind}`,
      evidence: evidenceWith((evidence) => {
        const limit = { kind, most };
        failBuild(evidence, { instruction: null, exitCode: null, message: 'stopped', where: null, limit });
        for (const build of evidence.build.builds) build.log = '#7 [4/5] RUN npm ci';
      }),
      verdict: 'fail' as const,
      message: { en },
      remedy,
    })),
    {
      name: 'there is no Dockerfile to build from',
      evidence: evidenceWith((evidence) => {
        failBuild(evidence, { instruction: null, exitCode: null, message: 'no such file: Dockerfile', where: null });
        for (const file of evidence.resolve.dockerfiles) file.exists = false;
      }),
      verdict: 'blocked',
      by: 'dockerfile-present',
      message: { en: /no service is built/ },
    },
    {
      name: 'nothing is built at all',
      evidence: evidenceWith(({ resolve, build }) => {
        resolve.dockerfiles = [];
        build.builds = [];
      }),
      verdict: 'blocked',
      by: 'dockerfile-present',
      message: { en: /no service is built/ },
    },
  ],
});

function failBuild({ build }: CompleteEvidence, failure: CompleteEvidence['build']['builds'][number]['failure']) {
  for (const one of build.builds) {
    Object.assign(one, { outcome: 'failed', image: null, failure, log: Array(40).fill('npm error').join('\n') });
  }
}
