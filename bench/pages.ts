/**
 * How long the first byte of a page takes and how much is sent, with a class of 10,000 students in three assignments: SQLite and PostgreSQL, a kept-alive connection,
 * compressed as for a browser. Times are those of the clock, and of the CPU in this process, which serves and asks: on a machine that does other things only the
 * latter say something. A missed aim is said, and is no error. usage: node bench/pages.ts [--students 10000] [--requests 50] [--store sqlite|postgres]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeLog } from '../src/core/log.ts';
import { startOwnRedis } from '../src/queue/own-redis.ts';
import type { StoreAddress } from '../src/store/store.ts';
import { TestPostgres } from '../test/support/postgres.ts';
import { openApi } from './api.ts';
import { addClass } from './pages/class.ts';
import { quantile } from './quantile.ts';

const { values } = parseArgs({
  options: {
    students: { type: 'string', default: '10000' },
    requests: { type: 'string', default: '50' },
    store: { type: 'string' },
  },
});
const STUDENTS = Number(values.students);
const ASSIGNMENTS = 3;
/** What is aimed at: milliseconds to the first byte, bytes of an answer. */
const AIM = { milliseconds: 50, bytes: 100_000 };
/** Pages that the aims are not about. */
const NO_AIM = /statistics|csv/;

const log = makeLog('silent', 'bench');
const say = (line: string) => process.stdout.write(`${line}\n`);
const folder = await mkdtemp(join(tmpdir(), 'dockgrade-bench-'));
const wanted = (store: string) => values.store === undefined || values.store === store;
let missed = 0;
try {
  if (wanted('sqlite')) await measure('SQLite', { file: join(folder, 'books.db') });
  if (wanted('postgres')) {
    const postgres = await TestPostgres.start({ durable: true });
    try {
      await measure('PostgreSQL', { url: await postgres.database() });
    } finally {
      await postgres.stop();
    }
  }
} finally {
  await rm(folder, { recursive: true });
}
say(missed === 0 ? '\nEvery page meets the aims.' : `\n${missed} pages miss the aims.`);
const [load = 0] = loadavg();
if (load > availableParallelism()) say(`The machine is busy (load ${load.toFixed(1)}): look at the times of the CPU.`);

async function measure(name: string, address: StoreAddress): Promise<void> {
  const redis = await startOwnRedis(join(folder, `redis-${name}`), { log });
  const { store, service, listen, close } = await openApi(address, redis.url, log);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const began = performance.now();
    const { teacher, assignments, submission } = await addClass(store, STUDENTS, ASSIGNMENTS);
    const { token } = await service.people.addToken(teacher, { name: 'bench' });
    const base = await listen();
    const last = Math.ceil(STUDENTS / 50);
    const [one] = assignments;
    const table = `/assignments/${one}/grades`;
    say(
      `\n${name}: ${STUDENTS} students × ${ASSIGNMENTS} assignments (made in ${((performance.now() - began) / 1000).toFixed(0)} s); ${values.requests} requests each`,
    );
    say(`${'page'.padEnd(58)}  first    median       p95       CPU        bytes`);
    for (const path of [
      `/submissions/${submission}`,
      '/grades',
      `/grades?page=${last}`,
      '/grades?search=zoe',
      '/grades?sort=total&order=desc',
      `/grades?sort=assignment.${one}&order=desc&page=${last}`,
      '/grades?only=missing',
      table,
      `${table}?page=${last}`,
      `${table}?search=zoe`,
      `${table}?sort=score&order=desc`,
      `${table}?only=missing`,
      `${table}?lost=runs-as-non-root`,
      `/assignments/${one}/statistics`,
      `${table}.csv?for=moodle`,
      '/grades.csv',
    ]) {
      const times: number[] = [];
      const cpu: number[] = [];
      let bytes = 0;
      const requests = path.includes('.csv') ? 3 : Number(values.requests);
      for (let request = 0; request <= requests; request += 1) {
        const before = process.cpuUsage();
        const answer = await ask(agent, base + path, token);
        const { user, system } = process.cpuUsage(before);
        times.push(answer.first);
        cpu.push((user + system) / 1000);
        bytes = answer.bytes;
      }
      const [cold = 0, ...warm] = times;
      const [median, p95] = [quantile(warm, 0.5), quantile(warm, 0.95)];
      const aimed = !NO_AIM.test(path);
      const good = !aimed || (p95 <= AIM.milliseconds && bytes <= AIM.bytes);
      if (!good) missed += 1;
      say(
        `${path.replace(submission, 'ID').padEnd(58)} ${ms(cold)} ${ms(median)} ${ms(p95)} ${ms(quantile(cpu.slice(1), 0.5))} ${String(bytes).padStart(9)} B  ${aimed ? (good ? 'good' : `misses the aim: p95 ${AIM.milliseconds} ms, ${AIM.bytes} B`) : ''}`,
      );
    }
  } finally {
    agent.destroy();
    await close();
    await redis.stop();
  }
}

/** Milliseconds until the first byte of the body, and bytes as they came over the wire. */
async function ask(agent: Agent, address: string, token: string): Promise<{ first: number; bytes: number }> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip', accept: 'text/html' };
    get(address, { agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${address}: ${response.statusCode}`));
      let [first, bytes] = [0, 0];
      response.on('data', (chunk: Buffer) => {
        first ||= performance.now() - began;
        bytes += chunk.length;
      });
      response.on('end', () => resolve({ first, bytes }));
    }).on('error', reject);
  });
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`.padStart(9);
}
