/**
 * How fast the service takes submissions and brings them into the books, without Docker: API over HTTP, a real store, a real Redis, and a worker that does nothing.
 * SQLite and PostgreSQL one after the other in one run, alternating. usage: node bench/service.ts [--submissions 300] [--rounds 3]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeLog } from '../src/core/log.ts';
import { consume } from '../src/queue/consume.ts';
import { startOwnRedis } from '../src/queue/own-redis.ts';
import type { StoreAddress } from '../src/store/store.ts';
import { TestPostgres } from '../test/support/postgres.ts';
import { atOnce } from '../test/support/runs.ts';
import { openApi } from './api.ts';
import { quantile } from './quantile.ts';

const { values } = parseArgs({
  options: { submissions: { type: 'string', default: '300' }, rounds: { type: 'string', default: '3' } },
});
const COUNT = Number(values.submissions);
const log = makeLog('silent', 'bench');
const postgres = await TestPostgres.start({ durable: true });
const figures: Record<string, { accepted: number[]; whole: number[] }> = {};
try {
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'dockgrade-bench-'));
    await measure('SQLite', folder, { file: join(folder, 'books.db') });
    await measure('PostgreSQL', folder, { url: await postgres.database() });
    await rm(folder, { recursive: true });
  }
} finally {
  await postgres.stop();
}
process.stdout.write(`\n${COUNT} students hand in at the same time, a second; medians of ${values.rounds} rounds\n`);
for (const [name, { accepted, whole }] of Object.entries(figures)) {
  process.stdout.write(`${name.padEnd(12)} accepted ${median(accepted)}   through the whole way ${median(whole)}\n`);
}

async function measure(name: string, folder: string, address: StoreAddress): Promise<void> {
  const redis = await startOwnRedis(join(folder, `redis-${name}`), { log });
  const { store, service, listen, close } = await openApi(address, redis.url, log);
  const worker = consume(redis.url, {
    concurrency: 4,
    process: atOnce,
    log,
    info: { engine: 'none', dockgrade: 'bench', trouble: null },
  });
  try {
    const tokens = await enrol();
    const address = await listen();
    service.keeper.start();
    worker.start();
    const began = performance.now();
    await Promise.all(tokens.map((token, index) => submit(address, token, index)));
    const accepted = performance.now();
    while ((await store.submissions.counts()).finished < COUNT) await new Promise((later) => setTimeout(later, 10));
    const ended = performance.now();
    figures[name] ??= { accepted: [], whole: [] };
    figures[name].accepted.push((COUNT / (accepted - began)) * 1000);
    figures[name].whole.push((COUNT / (ended - began)) * 1000);
  } finally {
    await worker.drain(AbortSignal.abort());
    await close();
    await redis.stop();
  }

  async function enrol(): Promise<string[]> {
    const { person } = await service.people.ensureTeacher('dgl_bench');
    await service.assignments.publish(person, 'bench', 'id: bench\ntitle: Bench\n', 'en');
    const rows = Array.from({ length: COUNT }, (_, index) => `Student ${index},s${index}@example.com`);
    const { students } = await service.assignments.setRoster(person, 'bench', ['name,email', ...rows].join('\n'));
    return students.map(({ link }) => link?.split('/').at(-1) ?? '');
  }
}

async function submit(address: string, token: string, index: number): Promise<void> {
  const response = await fetch(`${address}/api/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ assignment: 'bench', repository: `https://github.com/student-${index}/homework` }),
  });
  if (response.status !== 202) throw new Error(`not accepted: ${response.status} ${await response.text()}`);
}

function median(numbers: number[]): string {
  return quantile(numbers, 0.5).toFixed(0).padStart(5);
}
