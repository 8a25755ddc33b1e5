import dependencyLayerCached from '../../graders/image/dependency-layer-cached.ts';
import type { BuildStep, Rebuild } from '../../src/core/evidence/index.ts';
import { evidenceWith, goodEvidence } from './evidence.ts';
import { testGrader } from './grader-table.ts';

const COPY_ALL = step('COPY . .', 3, false, 0.1);

testGrader(dependencyLayerCached, {
  passes: [
    { name: 'the dependencies come from the cache', evidence: goodEvidence(), message: /`server\.js`.*took 0\.8 s/ },
    { name: 'nothing is installed', evidence: rebuilt([COPY_ALL, step('RUN node build.js', 4)]), message: /No step/ },
    {
      name: 'no source reaches the image',
      evidence: rebuilt([], { file: null, outcome: 'no-source' }),
      message: /No source file/,
    },
    {
      name: 'the second build fails before it installs anything',
      evidence: rebuilt([COPY_ALL, step('RUN npm run lint', 4)], { outcome: 'failed', log: 'no comments' }),
      message: /Cannot be told/,
    },
    {
      name: 'the time is over after the dependencies came from the cache',
      evidence: rebuilt([step('RUN npm ci', 2, true), COPY_ALL, step('RUN npm run build', 4, false, null)], {
        outcome: 'timeout',
      }),
      message: /came from the cache/,
    },
    {
      name: 'the application itself is installed on top of its dependencies',
      evidence: rebuilt([step('RUN pip install -r requirements.txt', 2, true), COPY_ALL, step('RUN pip install .', 4)]),
    },
    {
      name: 'a compiled program fetches nothing any more',
      evidence: rebuilt([step('RUN go mod download', 2, true), COPY_ALL, step('RUN go build ./...', 4)]),
    },
    {
      name: 'a compiled program has no dependencies',
      evidence: rebuilt([COPY_ALL, step('RUN go build ./...', 4)]),
      message: /No step/,
    },
    {
      name: 'what is downloaded belongs to the build',
      evidence: rebuilt([step('RUN npm ci', 2, true), COPY_ALL, fetching(step('RUN npm run build', 4))]),
    },
    {
      name: 'another service’s Dockerfile installs',
      evidence: rebuilt([COPY_ALL, { ...step('RUN npm ci', 4), line: null }]),
    },
  ],
  fails: [
    {
      name: 'everything is copied first',
      evidence: rebuilt([step('WORKDIR /app', 2, true), COPY_ALL, fetching(step('RUN npm ci', 4, false, 7.1))]),
      verdict: 'fail',
      message: {
        en: /`server\.js`, `RUN npm ci` was carried out again \(7\.1 s\)\. `COPY \. \.` stands before it/,
        es: /`RUN npm ci` se ejecutó otra vez \(7\.1 s\)/,
      },
      remedy: /COPY package\*\.json \.\/\nRUN npm ci\nCOPY \. \.$/,
      where: { file: 'Dockerfile', line: 3 },
    },
    {
      name: 'requirements under another name',
      evidence: rebuilt([COPY_ALL, step('RUN pip install --no-cache-dir -r requirements/prod.txt', 4)]),
      verdict: 'fail',
      message: { en: /pip install/ },
      remedy: /COPY prod\.txt \.\/\nRUN pip install/,
    },
    {
      name: 'a compiled program fetches its dependencies while it is built',
      evidence: rebuilt([COPY_ALL, fetching(step('RUN go build -o /server ./cmd', 4))]),
      verdict: 'fail',
      message: { en: /`RUN go build/ },
      remedy: /COPY go\.mod go\.sum \.\/\nRUN go mod download\nCOPY \. \.\nRUN go build -o \/server/,
    },
    {
      name: 'system packages come after the source',
      evidence: rebuilt([COPY_ALL, step('RUN apt-get update && apt-get install -y curl', 4)]),
      verdict: 'fail',
      message: { en: /apt-get install/ },
      remedy: /RUN apt-get update && apt-get install -y curl\nCOPY \. \.$/,
    },
    {
      name: 'one of two stages installs again',
      evidence: rebuilt([step('RUN npm ci --omit=dev', 2, true), COPY_ALL, fetching(step('RUN npm ci', 4))]),
      verdict: 'fail',
      message: { en: /`RUN npm ci` was carried out again/ },
    },
    {
      name: 'the source is mounted into a script that installs',
      evidence: rebuilt([fetching(step('RUN ./install.sh', 4))]),
      verdict: 'fail',
      message: { en: /install\.sh/ },
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'the installation is not finished in time',
      evidence: rebuilt([COPY_ALL, step('RUN npm ci', 4, false, null)], { outcome: 'timeout', log: '#9 npm' }),
      verdict: 'fail',
      message: { en: /`RUN npm ci` was carried out again\. / },
    },
    {
      name: 'the drill was not asked for',
      evidence: evidenceWith(({ drills }) => Object.assign(drills, { asked: ['health'], rebuilds: null })),
      verdict: 'blocked',
      by: 'drills',
      message: { en: /not asked for/ },
    },
    {
      name: 'nothing was built',
      evidence: evidenceWith(({ drills, resolve }) => {
        drills.rebuilds = [];
        for (const file of resolve.dockerfiles) file.exists = false;
      }),
      verdict: 'blocked',
      by: 'dockerfile-present',
      message: { en: /no service is built/ },
    },
    {
      name: 'only the database was built',
      evidence: evidenceWith(({ drills }) => {
        drills.rebuilds = [];
      }),
      verdict: 'blocked',
      by: 'image-builds',
      message: { en: /no image of an application/ },
    },
  ],
});

function step(instruction: string, line: number, cached = false, seconds: number | null = 2): BuildStep {
  return { instruction, cached, seconds: cached ? null : seconds, fetched: false, line };
}

function fetching(one: BuildStep): BuildStep {
  return { ...one, fetched: true };
}

function rebuilt(steps: BuildStep[], change: Partial<Rebuild> = {}) {
  return evidenceWith(({ drills }) => {
    for (const one of drills.rebuilds ?? []) Object.assign(one, { steps, ...change });
  });
}
