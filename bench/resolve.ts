/**
 * What it takes to read and admit the bundled example, in the seal of this machine and without one, alternating.
 * usage: node bench/resolve.ts [--rounds 20] [--json FILE]
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { graders } from '../graders/index.ts';
import { loadAssignment } from '../src/cli/load-assignment.ts';
import { readSettings } from '../src/core/settings.ts';
import { connectEngine } from '../worker/engine/connect.ts';
import { startProber } from '../worker/prober/start.ts';
import { sealFor } from '../worker/sealed/index.ts';
import { composePath } from '../worker/sealed/programs.ts';
import type { Seal } from '../worker/sealed/seal.ts';
import { quantile } from './quantile.ts';
import { type Reading, readAndAdmit } from './read-and-admit.ts';
import { unsealed } from './unsealed.ts';

const EXAMPLE = join(import.meta.dirname, '..', 'examples', 'node-postgres');
/** Milliseconds that a normal file may take in the median. */
const AIM = 400;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, json: { type: 'string' } } });
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')));
const { signal } = interrupted;
const say = (line: string) => process.stderr.write(`${line}\n`);

const { data: home, dockerHost } = readSettings(process.env);
const { engine, release } = await connectEngine({ home, dockerHost, signal, say });
const prober = startProber(engine.info);
try {
  const assignment = await loadAssignment(join(EXAMPLE, 'assignment.yaml'), graders);
  const reading: Reading = { engine, prober, repository: join(EXAMPLE, 'solution'), assignment, signal };
  const seal = await sealFor(engine.info.host);
  const sides: Record<string, Seal> = {
    [`sealed (${seal.kind})`]: seal,
    'not sealed, `docker compose`': { kind: seal.kind, ...unsealed(['docker', 'compose']) },
    'not sealed, its plugin alone': { kind: seal.kind, ...unsealed([await composePath(signal)]) },
  };
  const figures = figuresOf(await measure(reading, sides, Number(values.rounds)));
  process.stdout.write(`${table(figures)}\n`);
  if (values.json) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
} finally {
  await prober.close();
  await release();
}

/** Milliseconds of every side in every round; who goes first changes from round to round. */
async function measure(reading: Reading, sides: Record<string, Seal>, rounds: number): Promise<Map<string, number[]>> {
  const taken = new Map(Object.keys(sides).map((name) => [name, [] as number[]]));
  const all = Object.entries(sides);
  for (const [, seal] of all) await readAndAdmit(reading, seal);
  for (let round = 0; round < rounds; round += 1) {
    const turn = round % all.length;
    for (const [name, seal] of [...all.slice(turn), ...all.slice(0, turn)]) {
      taken.get(name)?.push(await readAndAdmit(reading, seal));
    }
  }
  return taken;
}

interface Figures {
  side: string;
  rounds: number;
  /** Milliseconds. */
  median: number;
  p95: number;
  /** Of the medians: the first side's to this one's. Below 1: the first is faster. */
  ratio: number;
}

function figuresOf(taken: ReadonlyMap<string, readonly number[]>): Figures[] {
  const sums = [...taken].map(([side, all]) => ({
    side,
    rounds: all.length,
    median: quantile(all, 0.5),
    p95: quantile(all, 0.95),
  }));
  return sums.map((sum) => ({ ...sum, ratio: (sums[0]?.median ?? 0) / sum.median }));
}

function table(figures: readonly Figures[]): string {
  const [first] = figures;
  const rows = figures.map(({ side, median, p95, ratio }) =>
    [
      side.padEnd(30),
      `${median.toFixed(0)} ms`.padStart(8),
      `${p95.toFixed(0)} ms`.padStart(8),
      ratio.toFixed(2).padStart(7),
    ].join(' '),
  );
  const verdict = first && first.median < AIM ? 'within' : 'above';
  return [
    `Reading and admitting a normal file, ${first?.rounds} rounds`,
    `${'side'.padEnd(30)} ${'median'.padStart(8)} ${'p95'.padStart(8)} ${'sealed/'.padStart(7)}`,
    ...rows,
    `The sealed median is ${verdict} the aim of ${AIM} ms.`,
  ].join('\n');
}
