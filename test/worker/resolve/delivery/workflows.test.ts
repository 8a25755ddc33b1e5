import { expect, test } from 'vitest';
import { deliveryOf } from './repository.ts';

test.for([
  ['an action', '      - uses: docker/build-push-action@v6\n', 'uses: docker/build-push-action@v6'],
  ['a command', '      - run: docker build -t app .\n', 'docker build -t app .'],
  ['Compose', '      - run: docker compose build\n', 'docker compose build'],
  [
    'Compose with options',
    '      - run: docker compose -f a.yml up -d --wait\n',
    'docker compose -f a.yml up -d --wait',
  ],
  ['buildx', '      - run: docker buildx build --push .\n', 'docker buildx build --push .'],
  ['bake', '      - run: docker buildx bake\n', 'docker buildx bake'],
] as const)('A step that builds the image by %s is found, with its line', async ([, step, text]) => {
  expect(await workflow(step)).toMatchObject({ problem: null, events: ['push'], builds: [{ line: 6, text }] });
});

test('In a script the command is found on its own line, over line ends, and not in a comment', async () => {
  const step =
    '      - run: |\n          # docker build x\n          echo\n          docker build \\\n            -t app .\n';
  expect((await workflow(step)).builds).toEqual([{ line: 9, text: 'docker build -t app .' }]);
});

test.for([
  ['tests', '      - run: npm test\n'],
  ['a login', '      - uses: docker/login-action@v3\n'],
  ['a word about it', '      - run: echo no docker image\n'],
] as const)('A step for %s builds nothing', async ([, step]) => {
  expect((await workflow(step)).builds).toEqual([]);
});

test.for([
  ['on: push', ['push']],
  ['on: [push, pull_request]', ['push', 'pull_request']],
  ['on:\n  push:\n    branches: [main]\n  workflow_dispatch:', ['push', 'workflow_dispatch']],
  ['on: [push, { toString: 1 }, 5]', ['push']],
  ['name: x', []],
] as const)('The events of `%s` are known', async ([on, events]) => {
  expect((await workflow('      - run: ls\n', on)).events).toEqual(events);
});

test('A workflow that calls another one of the repository builds what that one builds', async () => {
  const { workflows } = await deliveryOf({
    '.github/workflows/build.yml': `on: workflow_call\njobs:\n  a:\n    steps:\n      - run: docker build .\n`,
    '.github/workflows/ci.yml': 'on: push\njobs:\n  a:\n    uses: ./.github/workflows/build.yml\n',
  });
  expect(workflows).toMatchObject([{ builds: [{ line: 5 }] }, { events: ['push'], builds: [{ line: 5 }] }]);
});

test.for([
  ['broken YAML', 'on: push\njobs: [\n'],
  ['an alias bomb', `a: &a [x,x,x,x,x,x,x,x,x]\n${bomb()}`],
  ['an alias inside its own anchor', 'on: &x\n  push: *x\n'],
  ['an alias without an anchor', 'on: *nothing\n'],
  ['a hundred levels', `on: ${'['.repeat(100)}`],
] as const)('A workflow with %s says so and does no harm', async ([, text]) => {
  const { workflows } = await deliveryOf({ '.github/workflows/ci.yml': text });
  expect(workflows).toMatchObject([{ problem: { message: expect.stringMatching(/\w/) }, events: [], builds: [] }]);
});

test.for(['', '[]', 'text', 'jobs: 3', 'jobs: {a: null}', 'jobs: {a: {steps: 3}}', 'jobs: {a: {steps: [null]}}'])(
  'A workflow that is `%s` builds nothing',
  async (text) => {
    const { workflows } = await deliveryOf({ '.github/workflows/ci.yml': text });
    expect(workflows).toMatchObject([{ builds: [] }]);
  },
);

async function workflow(step: string, on = 'on: push') {
  const text = `${on}\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n${step}`;
  const { workflows } = await deliveryOf({ '.github/workflows/ci.yml': text });
  const [only] = workflows;
  if (!only) throw new Error('no workflow was found');
  return only;
}

function bomb(): string {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  return names
    .slice(1)
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${names[index]}`).join(',')}]`)
    .join('\n');
}
