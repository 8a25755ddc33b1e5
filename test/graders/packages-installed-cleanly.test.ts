import packagesInstalledCleanly from '../../graders/image/packages-installed-cleanly.ts';
import type { ImageFacts } from '../../src/core/evidence/index.ts';
import { evidenceWith, goodEvidence } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_IMAGE } from './rows.ts';

type Contents = NonNullable<ImageFacts['contains']>;

const GOOD = 'apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*';
const LISTS: Contents = [{ path: '/var/lib/apt/lists/partial', kind: 'package-lists', name: 'apt' }];

testGrader(packagesInstalledCleanly, {
  passes: [
    { name: 'npm left nothing', evidence: goodEvidence(), message: /nothing is left over/ },
    { name: 'apt in one instruction', evidence: running([GOOD]), message: /nothing is left over/ },
    { name: 'apk without a cache', evidence: running(['apk add --no-cache curl']) },
    { name: 'nothing is installed', evidence: running(['node build.js']), message: /No package/ },
    {
      name: 'a cache that is only mounted',
      evidence: running(['apk add curl'], [], ['--mount=type=cache,target=/var/cache/apk']),
    },
    {
      name: 'an earlier stage is left behind',
      evidence: evidenceWith(({ resolve }) => {
        const file = resolve.dockerfiles[0];
        if (!file?.stages[0]) return;
        file.stages.push(file.stages[0]);
        for (const one of file.instructions) one.stage = 1;
        file.instructions.unshift({ keyword: 'RUN', text: 'apt-get update', line: 1, stage: 0 });
        file.instructions.unshift({ keyword: 'RUN', text: 'apt-get install gcc', line: 1, stage: 0 });
      }),
    },
  ],
  fails: [
    {
      name: 'update and install in two instructions',
      evidence: running(['apt-get update', 'apt-get install -y curl git'], LISTS),
      verdict: 'fail',
      message: { en: /two instructions/, es: /dos instrucciones/ },
      remedy: /apt-get update \\\n {2}&& apt-get install -y --no-install-recommends curl git \\\n {2}&& rm -rf/,
      where: { file: 'Dockerfile', line: 10 },
    },
    {
      name: 'the lists are left',
      evidence: running(['apt-get update && apt-get install -y --no-install-recommends curl'], LISTS),
      verdict: 'fail',
      message: { en: /still in the image/ },
      where: { file: 'Dockerfile', line: 10 },
    },
    {
      name: 'the lists are removed too late',
      evidence: running([GOOD.replace(/ && rm.*/, ''), 'rm -rf /var/lib/apt/lists/*']),
      verdict: 'fail',
      message: { en: /later instruction/ },
    },
    {
      name: 'apk keeps its index',
      evidence: running(['apk add curl']),
      verdict: 'fail',
      message: { en: /--no-cache/ },
      remedy: /RUN apk add --no-cache curl$/,
    },
    {
      name: 'recommended packages come along',
      evidence: running([GOOD.replace('--no-install-recommends ', '')]),
      verdict: 'partial',
      share: 0.5,
      message: { en: /nobody asked for/ },
    },
    {
      name: 'npm keeps its cache',
      evidence: running(['npm ci'], [{ path: '/root/.npm/_cacache', kind: 'package-cache', name: 'npm' }]),
      verdict: 'partial',
      share: 0.5,
      message: { en: /npm downloaded is in the image a second time/ },
      remedy: /^RUN npm ci && npm cache clean --force$/m,
      where: { file: 'Dockerfile', line: 10 },
    },
    {
      name: 'npm without a lock file keeps its cache, and goes on without one',
      evidence: running(['npm install'], [{ path: '/root/.npm/_cacache', kind: 'package-cache', name: 'npm' }]),
      verdict: 'partial',
      share: 0.5,
      message: { en: /npm downloaded/ },
      remedy: /^RUN npm install && npm cache clean --force$/m,
    },
    {
      name: 'pip keeps its cache',
      evidence: running(
        ['pip install flask gunicorn'],
        [{ path: '/root/.cache/pip', kind: 'package-cache', name: 'pip' }],
      ),
      verdict: 'partial',
      share: 0.5,
      message: { en: /pip downloaded/ },
      remedy: /^RUN pip install --no-cache-dir flask gunicorn$/m,
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

/** With these instructions and nothing else that installs, from line 10 on. */
function running(commands: readonly string[], contains: Contents = [], flags: string[] = []) {
  return evidenceWith(({ resolve, build }) => {
    const added = commands.map((text, at) => ({ keyword: 'RUN', text, flags, line: 10 + at, stage: 0 }));
    for (const file of resolve.dockerfiles)
      file.instructions = [...file.instructions.filter(({ keyword }) => keyword !== 'RUN'), ...added];
    for (const { image } of build.builds) if (image) image.contains = contains;
  });
}
