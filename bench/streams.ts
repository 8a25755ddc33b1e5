/**
 * How long a stage change takes from the worker to those who watch it, and what they cost: 200 open streams on one API process (SQLite, Redis; no Docker) while a
 * submission runs. Once the pages that people have open, once the JSON events that programs read. usage: node bench/streams.ts [--streams 200]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type ClientRequest, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { makeLog } from '../src/core/log.ts';
import type { RunEvent } from '../src/core/run.ts';
import { STAGES, type StageName } from '../src/core/stages.ts';
import { same } from '../src/core/text.ts';
import { consume } from '../src/queue/consume.ts';
import { startOwnRedis } from '../src/queue/own-redis.ts';
import type { Process } from '../src/queue/queue.ts';
import { goodRun } from '../test/support/runs.ts';
import { quantile } from './quantile.ts';

const { values } = parseArgs({ options: { streams: { type: 'string', default: '200' } } });
const COUNT = Number(values.streams);
/** What one person may have open. */
const EACH = 20;
/** Milliseconds that a change may take to whoever watches. */
const AIM = 1000;
/** Milliseconds between two changes. */
const STEP = 500;

/** What marks the arrival of a change in a stream of one kind. */
interface Kind {
  name: string;
  path: (id: string) => string;
  mark: { begun: (stage: StageName) => string; said: (words: string) => string };
}

const KINDS: Kind[] = [
  {
    name: 'pages',
    path: (id) => `/submissions/${id}/live?lang=en`,
    mark: { begun: (stage) => `id="step-${stage}" class="live-step running"`, said: (words) => `>${words}<` },
  },
  {
    name: 'JSON events',
    path: (id) => `/api/submissions/${id}/events?lang=en`,
    mark: { begun: (stage) => `"stage-started","stage":"${stage}"`, said: (words) => `"detail":"${words}"` },
  },
];

const log = makeLog('error', 'bench');
const folder = await mkdtemp(join(tmpdir(), 'dockgrade-bench-'));
const redis = await startOwnRedis(join(folder, 'redis'), { log });
const api = await startApi();
const gate = { begin: Promise.withResolvers<void>(), told: new Map<string, number>() };
const worker = consume(redis.url, {
  concurrency: 1,
  process: tellSlowly,
  log,
  info: { engine: 'none', dockgrade: 'bench', trouble: null, compose: null, disk: null, swept: null },
});
try {
  worker.start();
  process.stdout.write(
    `${COUNT} streams on one API process, a change every ${STEP} ms: from the worker to the stream\n`,
  );
  for (const kind of KINDS) await measure(kind, 1);
  for (const kind of KINDS) process.stdout.write(`${await measure(kind, COUNT)}\n`);
} finally {
  await worker.drain(AbortSignal.abort());
  api.child.kill();
  await redis.stop();
  await rm(folder, { recursive: true });
}

/** Opens so many streams on one submission, lets it run, and tells how late they were. */
async function measure({ name, path, mark }: Kind, count: number): Promise<string> {
  gate.begin = Promise.withResolvers();
  gate.told.clear();
  const id = await handIn();
  const before = await residentMegabytes();
  const marks = STAGES.flatMap((stage): [string, string][] => [
    [`begun ${stage}`, mark.begun(stage)],
    [`detail ${stage}`, mark.said(`detail ${stage}`)],
    [`ended ${stage}`, mark.said(`ended ${stage}`)],
  ]);
  const streams = Array.from({ length: count }, (_, index) => watch(path(id), 1 + Math.floor(index / EACH), marks));
  await Promise.all(streams.map(({ opened }) => opened));
  await delay(1000);
  const open = await residentMegabytes();
  let most = open;
  const looking = setInterval(async () => {
    most = Math.max(most, await residentMegabytes());
  }, 250);
  gate.begin.resolve();
  await Promise.all(streams.map(({ ended }) => ended));
  clearInterval(looking);
  const late = streams.flatMap(({ seen }) =>
    [...gate.told].map(([change, at]) => (seen.get(change) ?? Number.NaN) - at),
  );
  const missed = late.filter(Number.isNaN).length;
  const arrived = late.filter((one) => !Number.isNaN(one));
  const at = (part: number) => `${quantile(arrived, part).toFixed(0)} ms`;
  const verdict = quantile(arrived, 1) < AIM ? 'within' : 'misses';
  return [
    name.padEnd(12),
    `median ${at(0.5)}   p95 ${at(0.95)}   max ${at(1)}   of ${arrived.length} arrivals, ${missed} overtaken by the next: ${verdict} the aim of ${AIM} ms`,
    `resident memory ${before} MB without streams, ${open} MB with them, at most ${most} MB while it runs`,
  ].join('   ');
}

/** The work of a run: every stage begins, says something, and ends. */
async function tellSlowly(...[job, { run, tell }]: Parameters<Process>): ReturnType<Process> {
  await gate.begin.promise;
  const say = async (change: string, event: RunEvent) => {
    gate.told.set(change, performance.now());
    tell(event);
    await delay(STEP);
  };
  for (const stage of STAGES) {
    await say(`begun ${stage}`, { type: 'stage-started', stage, at: new Date().toISOString() });
    await say(`detail ${stage}`, { type: 'stage-detail', stage, detail: same(`detail ${stage}`) });
    const ended = { outcome: 'ran', seconds: 1, detail: same(`ended ${stage}`) } as const;
    await say(`ended ${stage}`, { type: 'stage-ended', stage, ...ended });
  }
  return goodRun(job, run);
}

function watch(path: string, token: number, marks: readonly [string, string][]) {
  const seen = new Map<string, number>();
  const opened = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let text = '';
  const request: ClientRequest = get(
    `${api.address}${path}`,
    { agent: false, headers: { authorization: `Bearer ${api.tokens[token]}` } },
    (response) => {
      if (response.statusCode !== 200) opened.reject(new Error(`${path}: ${response.statusCode}`));
      response.setEncoding('utf8').on('data', (chunk: string) => {
        opened.resolve();
        text += chunk;
        for (const [change, mark] of marks) {
          if (!seen.has(change) && text.includes(mark)) seen.set(change, performance.now());
        }
        text = text.slice(text.lastIndexOf('\n\n') + 1);
      });
      response.on('close', ended.resolve);
    },
  );
  request.on('error', opened.reject);
  return { seen, opened: opened.promise, ended: ended.promise };
}

async function handIn(): Promise<string> {
  const response = await fetch(`${api.address}/api/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.tokens[0]}`, 'content-type': 'application/json' },
    body: JSON.stringify({ assignment: 'bench', repository: 'https://github.com/stu/homework' }),
  });
  if (response.status !== 202) throw new Error(`not accepted: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

async function startApi(): Promise<{ child: ChildProcess; address: string; tokens: string[] }> {
  const program = join(import.meta.dirname, 'streams-api.ts');
  const teachers = String(Math.ceil(COUNT / EACH));
  const child = spawn(process.execPath, [program, join(folder, 'books.db'), redis.url, teachers], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, ...(JSON.parse(String(line)) as { address: string; tokens: string[] }) };
}

async function residentMegabytes(): Promise<number> {
  const status = await readFile(`/proc/${api.child.pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024);
}
