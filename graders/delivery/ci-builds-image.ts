import type { DeliveryFacts, ResolveEvidence, ServiceFacts, WorkflowFacts } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import type { Text } from '../../src/core/text.ts';
import { fail, pass } from '../../src/core/verdict.ts';
import { deliveryOr } from '../shared/delivery.ts';
import { place, shownPath } from '../shared/place.ts';
import { listProof } from '../shared/proof.ts';
import { withSnippet } from '../shared/snippet.ts';

/** A pull request is a push that waits for a merge. */
const ON_CHANGE = ['push', 'pull_request', 'pull_request_target'];

export default defineGrader({
  id: 'ci-builds-image',
  group: 'delivery',
  title: {
    en: 'Every push builds the image',
    es: 'Cada push construye la imagen',
  },
  lesson: '004',
  about: {
    looks: {
      en: 'At the workflows in `.github/workflows`: does one start on `push` (or on a pull request) and have a step that builds an image? Nothing is run.',
      es: 'En los workflows de `.github/workflows`: ¿alguno arranca con `push` (o con un pull request) y tiene un paso que construye una imagen? No se ejecuta nada.',
    },
    why: {
      en: 'A build that only works on your computer is noticed too late. A workflow builds on a fresh machine with every push, and tells you within minutes which commit broke it.',
      es: 'Si la imagen solo se construye en tu computadora, te enteras demasiado tarde. Un workflow la construye en una máquina limpia con cada push y te dice en minutos qué commit la rompió.',
    },
    mend: {
      en: 'Add `.github/workflows/image.yml` with `on: push` and a step `docker build .`; later `docker/build-push-action` can also publish it.',
      es: 'Añade `.github/workflows/image.yml` con `on: push` y un paso `docker build .`; más adelante `docker/build-push-action` también puede publicarla.',
    },
  },
  examples: {
    passes: `on: push
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: docker build .`,
    fails: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npm test`,
  },
  needs: ['resolve'],
  judge({ resolve }) {
    const found = deliveryOr(resolve);
    if ('verdict' in found) return found.verdict;
    const { workflows } = found.facts;
    const onChange = workflows.filter(({ events }) => events.some((event) => ON_CHANGE.includes(event)));
    const building = onChange.find(({ builds }) => builds.length > 0);
    if (building) {
      return pass({
        message: {
          en: `${building.file} builds the image with every push.`,
          es: `${building.file} construye la imagen con cada push.`,
        },
        evidence: [
          listProof(
            'file',
            { en: 'Steps that build', es: 'Pasos que construyen' },
            building.builds.map(({ line, text }) => `${building.file}:${line}  ${text}`),
          ),
        ],
      });
    }
    const broken = workflows.find(({ problem }) => problem !== null);
    const elsewhere = workflows.find(({ builds }) => builds.length > 0);
    const message = whatIsMissing(found.facts, broken, elsewhere);
    const near = broken ?? elsewhere ?? workflows[0];
    return fail({
      message,
      expected: {
        en: 'A GitHub Actions workflow that builds the image on push.',
        es: 'Un workflow de GitHub Actions que construya la imagen con cada push.',
      },
      actual: actual(workflows),
      remedy: elsewhere
        ? {
            en: `Add \`push\` to the events under \`on:\` in ${elsewhere.file}.`,
            es: `Añade \`push\` a los eventos de \`on:\` en ${elsewhere.file}.`,
          }
        : withSnippet(
            {
              en: 'Save this as `.github/workflows/image.yml`:',
              es: 'Guarda esto como `.github/workflows/image.yml`:',
            },
            snippet(resolve),
          ),
      ...(near && { where: { file: near.file, ...(near.problem?.line && { line: near.problem.line }) } }),
      evidence: [
        listProof(
          'file',
          { en: 'Workflows in .github/workflows', es: 'Workflows en .github/workflows' },
          workflows.length === 0 ? ['–'] : workflows.map(shown),
        ),
      ],
    });
  },
});

function whatIsMissing({ workflows }: DeliveryFacts, broken?: WorkflowFacts, elsewhere?: WorkflowFacts): Text {
  if (workflows.length === 0) {
    return {
      en: 'The repository has no GitHub Actions workflow.',
      es: 'El repositorio no tiene ningún workflow de GitHub Actions.',
    };
  }
  if (broken) {
    return {
      en: `GitHub cannot read ${place({ file: broken.file, ...(broken.problem?.line && { line: broken.problem.line }) })}: ${broken.problem?.message}`,
      es: `GitHub no puede leer ${place({ file: broken.file, ...(broken.problem?.line && { line: broken.problem.line }) })}: ${broken.problem?.message}`,
    };
  }
  if (elsewhere) {
    return {
      en: `${elsewhere.file} builds the image, but not on push.`,
      es: `${elsewhere.file} construye la imagen, pero no con un push.`,
    };
  }
  return { en: 'No step of your workflows builds an image.', es: 'Ningún paso de tus workflows construye una imagen.' };
}

function actual(workflows: readonly WorkflowFacts[]): Text {
  if (workflows.length === 0) return { en: 'There is no workflow.', es: 'No hay ningún workflow.' };
  const list = workflows.map(shown).join('; ');
  return { en: `Found: ${list}.`, es: `Hay: ${list}.` };
}

function shown({ file, events, builds }: WorkflowFacts): string {
  return `${file}  on: ${events.join(', ') || '–'}  docker build: ${builds.map(({ line }) => line).join(', ') || '–'}`;
}

function snippet({ services }: ResolveEvidence): string[] {
  const builds = services.flatMap(({ build }) => (build ? [commandOf(build)] : []));
  return [
    'on: push',
    'jobs:',
    '  image:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v4',
    ...new Set((builds.length > 0 ? builds : ['docker build .']).map((command) => `      - run: ${command}`)),
  ];
}

function commandOf({ context, dockerfile, target }: NonNullable<ServiceFacts['build']>): string {
  const file = /(^|\/)Dockerfile$/.test(dockerfile) ? '' : `-f ${dockerfile} `;
  return `docker build ${file}${target === null ? '' : `--target ${target} `}${context === '.' ? '.' : shownPath(context)}`;
}
