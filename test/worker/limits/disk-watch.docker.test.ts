import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DockgradeError } from '../../../src/core/errors.ts';
import { DiskWatch } from '../../../worker/limits/disk-watch.ts';
import { containersOf } from '../../../worker/observe/states.ts';
import { up } from '../../../worker/stack/up.ts';
import { RUNS } from '../../hostile/catalog/runs.ts';
import { named, threatOf } from '../../hostile/catalog/threat.ts';
import { mounts, stack } from '../../hostile/running.ts';
import { builtSubmission, folderWith } from '../../support/built.ts';
import { openEngine } from '../../support/engine.ts';

let connection: Awaited<ReturnType<typeof openEngine>>;
beforeAll(async () => {
  connection = await openEngine();
});
afterAll(() => connection.release());

test(named(threatOf(RUNS, 'F207')), async (task) => {
  const files = await stack({ app: ['fills-volume', mounts('data:/data')], calm: ['waits', mounts()] });
  const folder = await folderWith(task, files as Record<string, string>);
  const { context } = await builtSubmission(task, connection.engine, folder);
  // So much that this machine has it in no case.
  const watch = new DiskWatch(context, Number.MAX_SAFE_INTEGER);
  watch.begin();
  expect(await up(context, 30_000)).toMatchObject({ failure: null });
  if (!watch.signal.aborted) await once(watch.signal, 'abort');
  expect(watch.signal.reason).toBeInstanceOf(DockgradeError);
  expect(watch.signal.reason).toMatchObject({ code: 'disk-full' });
  const running = async () => (await containersOf(context)).filter(({ State }) => State.Running).length;
  await expect.poll(running).toBe(0);
  await watch.end();
});
