/**
 * Grades the bundled example with dockgrade and with the script that a teacher would write, alternating on one engine, and compares.
 * usage: node bench/run.ts [--pairs 5] [--cold 1] [--json FILE]
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { defaultRubric } from '../graders/index.ts';
import { type Figures, figuresOf, partsTable, type Round, table } from './figures.ts';
import { type Options, readOptions } from './options.ts';
import { forgetBuilds, openPlace, type Place } from './place.ts';
import { gradeByHand, gradeWithDockgrade } from './sides.ts';

/** The graders of the default rubric that count: their drills are made, and no others. */
const WITH_POINTS = Object.keys(defaultRubric).filter((id) => (defaultRubric[id] ?? 0) > 0);

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')));
process.once('SIGTERM', () => interrupted.abort(new Error('interrupted')));

try {
  const options = readOptions();
  const place = await openPlace(interrupted.signal);
  try {
    await compare(place, options);
  } finally {
    await place.leave();
  }
} catch (error) {
  say(`bench: ${(error as Error).message}`);
  process.exitCode = 1;
}

async function compare(place: Place, options: Options): Promise<void> {
  say('once before measuring: base images and build cache');
  await gradeWithDockgrade(place);
  await gradeByHand(place);

  const warm = await measure(place, 'warm', options.pairs, async () => undefined);
  const cold = place.own ? await measure(place, 'cold', options.cold, forgetBuilds) : [];
  const rows: Record<string, Figures> = {};
  for (const [cache, rounds] of Object.entries({ warm, cold })) {
    if (rounds.length === 0) continue;
    rows[`${cache}, drills with points`] = figuresOf(rounds.map(({ rubric, plain }) => ({ dockgrade: rubric, plain })));
    rows[`${cache}, all drills`] = figuresOf(rounds.map(({ all, plain }) => ({ dockgrade: all, plain })));
  }

  process.stdout.write(`${table(rows)}\n\n`);
  process.stdout.write(
    'Wall times are medians of whole commands. Own CPU: user and system time of dockgrade’s process and its prober,\n' +
      'without the engine and without the Compose and git programs, which both sides run.\n' +
      'Peak memory: largest resident set of dockgrade’s process.\n\n',
  );
  const runs = warm.map(({ all }) => all);
  if (runs.length > 0)
    process.stdout.write(`Warm, all drills: each stage, and each drill in it\n${partsTable(runs)}\n`);
  if (!place.own) process.stdout.write('No cold figures: they need a build cache that may be thrown away.\n');
  if (options.json) {
    const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version };
    await writeFile(options.json, `${JSON.stringify({ machine, figures: rows, warm, cold }, null, 2)}\n`);
  }
}

/** All ways one after the other, each prepared alike; who goes first changes from round to round. */
async function measure(
  place: Place,
  cache: string,
  count: number,
  prepare: (place: Place) => Promise<void>,
): Promise<Round[]> {
  const rounds: Round[] = [];
  const one = async <T>(side: (place: Place) => Promise<T>): Promise<T> => {
    await prepare(place);
    return side(place);
  };
  for (let index = 0; index < count; index += 1) {
    const early = index % 2 === 1 ? await one(gradeByHand) : null;
    const rubric = await one(() => gradeWithDockgrade(place, WITH_POINTS));
    const all = await one(() => gradeWithDockgrade(place));
    const plain = early ?? (await one(gradeByHand));
    rounds.push({ rubric, all, plain });
    const [some, every] = [rubric.seconds.toFixed(1), all.seconds.toFixed(1)];
    say(
      `${cache} ${index + 1} of ${count}: dockgrade ${some} s, with all drills ${every} s, plain ${plain.toFixed(1)} s`,
    );
  }
  return rounds;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
