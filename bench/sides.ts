import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Report, reportSchema } from '../src/core/report/schema.ts';
import { run } from '../worker/engine/command.ts';
import { type Place, removePlain } from './place.ts';
import { watchProber } from './prober-cpu.ts';

const TEN_MINUTES = 600_000;

export interface DockgradeRun {
  /** Wall time of the whole command. */
  seconds: number;
  /** User and system time of dockgrade's own two processes. */
  cpu: { grader: number; prober: number };
  peakBytes: number;
  /** Seconds of each stage, and of each drill as `drill: NAME`; those that ran at the same time overlap. */
  parts: Record<string, number>;
}

/**
 * `bin/dockgrade grade`, from its start to its end. Throws when it does not give full marks: a fast wrong run is no measurement.
 * @param only graders to judge by, and so the drills to make; all of them when it is left out
 */
export async function gradeWithDockgrade(place: Place, only?: readonly string[]): Promise<DockgradeRun> {
  const program = join(import.meta.dirname, '..', 'bin', 'dockgrade');
  const measures = join(place.scratch, 'measures.json');
  const report = join(place.scratch, 'report.json');
  const args = ['grade', place.repository, '--assignment', place.assignment, '--format', 'json', '--output', report];
  if (only) args.push('--only', only.join(','));
  const preload = `--import=${join(import.meta.dirname, 'measure.mjs')}`;
  const env = { ...process.env, NODE_OPTIONS: preload, BENCH_MEASURES: measures };
  const started = performance.now();
  // A group of its own: Ctrl-C reaches it once, from here.
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const interrupt = () => child.kill('SIGINT');
  place.signal.addEventListener('abort', interrupt, { once: true });
  const prober = watchProber(child.pid ?? 0);
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  try {
    const [code] = await once(child, 'close');
    const seconds = (performance.now() - started) / 1000;
    place.signal.throwIfAborted();
    if (code !== 0) throw new Error(`dockgrade ended with ${code}: ${Buffer.concat(said)}`);
    const { score, stages, evidence } = reportSchema.parse(JSON.parse(await readFile(report, 'utf8')));
    if (score.earned !== score.possible) throw new Error(`dockgrade gave ${score.earned} of ${score.possible}`);
    const { cpuSeconds, peakBytes } = JSON.parse(await readFile(measures, 'utf8'));
    return { seconds, cpu: { grader: cpuSeconds, prober: prober.stop() }, peakBytes, parts: partsOf(stages, evidence) };
  } finally {
    prober.stop();
    place.signal.removeEventListener('abort', interrupt);
  }
}

function partsOf(stages: Report['stages'], { persistence, drills }: Report['evidence']): Record<string, number> {
  const { coldStart } = persistence ?? {};
  return Object.fromEntries([
    ...stages.map(({ stage, seconds }) => [stage, seconds]),
    ...(coldStart ? [['drill: cold-start', coldStart.held + coldStart.seconds]] : []),
    ...(drills?.took ?? []).map(({ drill, seconds }) => [`drill: ${drill}`, seconds]),
  ]);
}

/** The plain script, on the same engine. Returns its wall time in seconds. */
export async function gradeByHand(place: Place): Promise<number> {
  const project = `plain${randomBytes(6).toString('hex')}`;
  const { host, netns, repository, scratch, signal } = place;
  try {
    const script = join(import.meta.dirname, 'plain.sh');
    const { seconds, exitCode, stdout, stderr } = await run(script, [repository, project], {
      signal,
      timeout: TEN_MINUTES,
      env: { DOCKER_HOST: host, HOME: scratch, TMPDIR: scratch, ...(netns && { NETNS: netns }) },
    });
    if (exitCode !== 0) throw new Error(`the plain script ended with ${exitCode}: ${stderr}`);
    if (!stdout.includes('the data survived')) throw new Error(`the plain script did not come to its end: ${stdout}`);
    return seconds;
  } finally {
    await removePlain(place, project);
  }
}
