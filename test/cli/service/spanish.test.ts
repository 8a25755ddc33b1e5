import { afterAll, beforeAll, expect, test } from 'vitest';
import { DockgradeError } from '../../../src/core/errors.ts';
import { type Served, serveAll } from '../../api/fixtures/served.ts';
import { commandLine } from './fixtures/command-line.ts';

let served: Served;
let close: () => Promise<void>;
let student: (args: readonly string[]) => ReturnType<ReturnType<typeof commandLine>>;
beforeAll(async () => {
  ({ served, close } = await serveAll());
  const run = commandLine(served);
  student = (args) => run(served.students[0], [...args, '--lang', 'es']);
  served.service.keeper.start();
  served.worker(async () => {
    throw new DockgradeError('ref-unknown', 'There is no branch "x".', { remedy: 'Check its spelling.' });
  });
});
afterAll(() => close());

test('a student who reads Spanish is told in Spanish what is wrong with a submission', async () => {
  const args = ['submit', 'https://github.com/ana/one', '--assignment', 'homework', '--ref', 'x', '--wait'];
  const { exitCode, stderr } = await student(args);
  expect(exitCode).toBe(4);
  expect(stderr).toContain('dockgrade: Esa rama, tag o commit no está en el repositorio.');
  expect(stderr).toContain('No gastó ningún intento. Para entregar de nuevo: dockgrade resubmit');
}, 60_000);

test('a student who reads Spanish is told in Spanish why something is refused', async () => {
  const host = await student(['submit', 'https://git.example/a/b', '--assignment', 'homework']);
  expect(host.stderr).toContain('dockgrade: Aquí no se aceptan repositorios de git.example.');
  expect(host.stderr).toContain('github.com');
  await served.publish('id: homework\ntitle: Homework\ndue: 2020-01-01T00:00:00Z\n');
  const { exitCode, stderr } = await student(['submit', 'https://github.com/ana/two', '--assignment', 'homework']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('dockgrade: La consigna ya no recibe entregas.');
});
