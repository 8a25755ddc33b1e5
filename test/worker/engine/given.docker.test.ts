import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { type Report, reportSchema } from '../../../src/core/report/schema.ts';
import { startMachine } from '../../engine/own/users-machine.ts';
import { openEngine } from '../../support/engine.ts';
import { EXAMPLE } from '../../support/places.ts';

const MAIN = join(import.meta.dirname, '../../../src/cli/main.ts');
const IMAGES = ['node:24-bookworm-slim', 'postgres:15-bookworm'];

test("A user's engine given in DOCKER_HOST grades as well as our own, and is left as it was", async ({ signal }) => {
  await using machine = await startMachine();
  await giveImages(machine.host, signal);
  const home = await mkdtemp(join(tmpdir(), 'dockgrade-given-'));
  const before = objects(await machine.look());
  const solution = join(EXAMPLE, 'solution');
  const command = [
    process.execPath,
    MAIN,
    'grade',
    solution,
    '--assignment',
    join(EXAMPLE, 'assignment.yaml'),
    '--format',
    'json',
  ];
  const { stdout } = await execa('nsenter', [...machine.enter, ...command], {
    env: { DOCKER_HOST: machine.host, DOCKGRADE_DATA: home },
  });
  await rm(home, { recursive: true });

  const report: Report = reportSchema.parse(JSON.parse(stdout));
  expect(report.results.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  expect(report.score.earned).toBe(report.score.possible);
  expect(report.leftovers).toEqual({ containers: 0, networks: 0, volumes: 0, images: 0 });
  expect(objects(await machine.look())).toEqual(before);
});

/** What is in the engine. Its firewall is its own business: it makes tables when it needs them. */
function objects({
  images,
  containers,
  networks,
  volumes,
}: Awaited<ReturnType<Awaited<ReturnType<typeof startMachine>>['look']>>) {
  return { images, containers, networks, volumes };
}

/** The images that the example needs, from our own engine: a user's never gets a stand-in by itself. */
async function giveImages(host: string, signal: AbortSignal): Promise<void> {
  const { engine, release } = await openEngine();
  await engine.prepare(IMAGES, signal, () => undefined);
  const saved = execa('docker', ['--host', engine.info.host, 'save', ...IMAGES], { encoding: 'buffer', buffer: false });
  await saved.pipe('docker', ['--host', host, 'load']);
  await release();
}
