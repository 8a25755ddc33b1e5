import type { Leftovers } from '../src/core/report/schema.ts';
import type { Engine } from './engine/engine.ts';
import { removeGroupOf } from './limits/submission.ts';

/** Objects can still appear while a killed client's last request is carried out: looked at again until nothing is left. */
const ROUNDS = 5;

/**
 * Removes everything that a run created: what carries its label, the volumes that its containers mounted (anonymous ones carry none), and its control
 * group with whatever still runs in it.
 * Never looks at the student's file. Counts what is left after several rounds; safe to repeat.
 * @param signal must outlive the run
 */
export async function teardown(
  engine: Engine,
  job: string,
  volumes: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Leftovers> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const left = await remaining(engine, job, volumes, signal);
    if (Object.values(left).every((list) => list.length === 0)) break;
    await removed(left.containers, (id) => engine.remove(id, signal));
    await Promise.all([
      removed(left.networks, (id) => engine.removeNetwork(id, signal)),
      removed(left.volumes, (name) => engine.removeVolume(name, signal)),
      removed(left.images, (id) => engine.removeImage(id, signal)),
    ]);
  }
  const left = await remaining(engine, job, volumes, signal);
  const groups = await removeGroupOf(engine.info, job);
  return {
    containers: left.containers.length,
    networks: left.networks.length,
    volumes: left.volumes.length,
    images: left.images.length,
    ...(groups > 0 && { groups }),
  };
}

async function remaining(engine: Engine, job: string, volumes: ReadonlySet<string>, signal: AbortSignal) {
  const [owned, recorded] = await Promise.all([
    engine.owned(job, signal),
    volumes.size === 0 ? [] : engine.volumes([...volumes], signal),
  ]);
  return { ...owned, volumes: [...new Set([...owned.volumes, ...recorded])] };
}

/** What cannot be removed now is tried again in the next round, and counted after the last. */
async function removed(ids: readonly string[], remove: (id: string) => Promise<void>): Promise<void> {
  await Promise.allSettled(ids.map(remove));
}
