/**
 * Grades the bundled example with dockgrade and with the script that a teacher would write, alternating on one engine, and compares.
 * usage: node bench/run.ts [--pairs 5] [--cold 1] [--json FILE]
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Figures, figuresOf, type Pair, table } from './figures.ts';
import { forgetBuilds, openPlace, type Place } from './place.ts';
import { gradeByHand, gradeWithDockgrade } from './sides.ts';

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '5' },
    cold: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')));
process.once('SIGTERM', () => interrupted.abort(new Error('interrupted')));

const place = await openPlace(interrupted.signal);
try {
  say('once before measuring: base images and build cache');
  await gradeWithDockgrade(place);
  await gradeByHand(place);

  const warm = await measure('warm', Number(values.pairs), async () => undefined);
  const cold = place.own ? await measure('cold', Number(values.cold), () => forgetBuilds(place)) : [];
  const rows: Record<string, Figures> = {};
  if (warm.length > 0) rows.warm = figuresOf(warm);
  if (cold.length > 0) rows.cold = figuresOf(cold);

  process.stdout.write(`${table(rows)}\n\n`);
  process.stdout.write(
    'Wall times are medians of whole commands. Own CPU: user and system time of dockgrade’s process and its prober,\n' +
      'without the engine and without the Compose and git programs, which both sides run. Peak memory: largest resident set of dockgrade’s process.\n',
  );
  if (!place.own) process.stdout.write('No cold figures: they need a build cache that may be thrown away.\n');
  if (values.json) {
    const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version };
    await writeFile(values.json, `${JSON.stringify({ machine, figures: rows, warm, cold }, null, 2)}\n`);
  }
} finally {
  await place.leave();
}

/** Both sides one after the other, each prepared alike; who goes first changes from pair to pair. */
async function measure(cache: string, count: number, prepare: (place: Place) => Promise<void>): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let index = 0; index < count; index += 1) {
    const one = async <T>(side: (place: Place) => Promise<T>): Promise<T> => {
      await prepare(place);
      return side(place);
    };
    const first = index % 2 === 0 ? await one(gradeWithDockgrade) : null;
    const plain = await one(gradeByHand);
    const dockgrade = first ?? (await one(gradeWithDockgrade));
    pairs.push({ dockgrade, plain });
    say(`${cache} ${index + 1} of ${count}: dockgrade ${dockgrade.seconds.toFixed(1)} s, plain ${plain.toFixed(1)} s`);
  }
  return pairs;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
