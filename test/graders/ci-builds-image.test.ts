import ciBuildsImage from '../../graders/delivery/ci-builds-image.ts';
import type { WorkflowFacts } from '../../src/core/evidence/index.ts';
import { evidenceWith, goodEvidence, serviceNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_COMPOSE } from './rows.ts';

const FILE = '.github/workflows/image.yml';

testGrader(ciBuildsImage, {
  passes: [
    { name: 'a workflow builds on push', evidence: goodEvidence(), message: /image\.yml builds the image/ },
    { name: 'a workflow builds on a pull request', evidence: workflows({ events: ['pull_request'] }) },
    { name: 'another one beside it only tests', evidence: workflows({ file: 'a.yml', builds: [] }, {}) },
    {
      name: 'evidence of an earlier version, which does not say',
      evidence: evidenceWith(({ resolve }) => {
        delete resolve.delivery;
      }),
      message: /did not look at it/,
    },
  ],
  fails: [
    {
      name: 'there is no workflow',
      evidence: workflows(),
      verdict: 'fail',
      message: { en: /has no GitHub Actions workflow/, es: /ningún workflow/ },
      remedy: /run: docker build \.$/,
      where: null,
    },
    {
      name: 'there is no workflow, and more than one image',
      evidence: evidenceWith((e) => {
        Object.assign(e.resolve.delivery ?? {}, { workflows: [] });
        const web = serviceNamed(e, 'web');
        const build = (context: string) => web.build && { ...web.build, context };
        e.resolve.services.push({ ...web, name: 'front', build: build('front') }, { ...web, name: 'worker' });
      }),
      verdict: 'fail',
      message: { en: /has no GitHub Actions workflow/ },
      remedy: /run: docker build \.\n {6}- run: docker build \.\/front$/,
    },
    {
      name: 'no step builds',
      evidence: evidenceWith((e) => {
        Object.assign(e.resolve.delivery?.workflows[0] ?? {}, { builds: [] });
        Object.assign(serviceNamed(e, 'web').build ?? {}, { context: 'api', dockerfile: 'api/prod.Dockerfile' });
      }),
      verdict: 'fail',
      message: { en: /No step/ },
      remedy: /docker build -f api\/prod\.Dockerfile \.\/api$/,
      where: { file: FILE },
    },
    {
      name: 'it builds by hand only',
      evidence: workflows({ events: ['workflow_dispatch'] }),
      verdict: 'fail',
      message: { en: /but not on push/ },
      remedy: /Add `push`/,
      where: { file: FILE },
    },
    {
      name: 'it is no YAML',
      evidence: workflows({ problem: { message: 'Nested mappings are not allowed', line: 3 }, events: [], builds: [] }),
      verdict: 'fail',
      message: { en: /cannot read \.github\/workflows\/image\.yml:3: Nested/ },
      where: { file: FILE, line: 3 },
    },
    NO_COMPOSE,
  ],
});

function workflows(...changes: Partial<WorkflowFacts>[]) {
  return evidenceWith(({ resolve }) => {
    const [good] = resolve.delivery?.workflows ?? [];
    if (good && resolve.delivery) resolve.delivery.workflows = changes.map((change) => ({ ...good, ...change }));
  });
}
