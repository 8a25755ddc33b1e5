import { expect, test } from 'vitest';
import { openBench } from './container.ts';

const NODE = 'node:24-bookworm-slim';
const PYTHON = 'python:3.11-slim-bookworm';

test('node: version, npm, the user node, and no port of its own', async () => {
  await using bench = await openBench([NODE]);
  const config = await bench.inspectImage(NODE);
  expect(config.ExposedPorts).toBeUndefined();
  expect(config).toMatchObject({ Entrypoint: ['docker-entrypoint.sh'], Cmd: ['node'] });
  expect((await bench.run(NODE, ['node', '--version'])).stdout).toMatch(/^v24\./);
  expect((await bench.run(NODE, ['npm', '--version'])).stdout).toMatch(/^\d+\.\d+/);
  const { stdout } = await bench.run(NODE, ['sh', '-c', 'id -u; echo $HOME'], ['--user', 'node']);
  expect(stdout).toBe('1000\n/home/node');
});

test('node: words that are no program are arguments of node', async () => {
  await using bench = await openBench([NODE]);
  expect((await bench.run(NODE, ['--print', '6 * 7'])).stdout).toBe('42');
  expect((await bench.run(NODE, ['echo', 'hello'])).stdout).toBe('hello');
});

test('node: npm and apt reach their sources from inside of a container', async () => {
  await using bench = await openBench([NODE]);
  const { stdout } = await bench.run(NODE, [
    'sh',
    '-ec',
    'npm view left-pad@1.3.0 name; apt-get update -q | tail -n 1',
  ]);
  expect(stdout).toBe('left-pad\nReading package lists...');
});

test('python: python, python3 and pip are one, and what homework needs can be installed', async () => {
  await using bench = await openBench([PYTHON]);
  expect((await bench.run(PYTHON, ['python', '--version'])).stdout).toMatch(/^Python 3\.11\./);
  const install = 'pip install flask psycopg2-binary && python -c "import flask, psycopg2; print(\'imported\')"';
  const { stdout, exitCode } = await bench.run(PYTHON, ['sh', '-c', install]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('imported');
});
