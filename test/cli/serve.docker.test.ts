import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../worker/engine/command.ts';
import { useBrowser } from '../support/browser.ts';
import { Serving } from '../support/serving.ts';

const LAUNCHER = join(import.meta.dirname, '../../bin/dockgrade');
const GRADED = { timeout: 300_000, interval: 500 };

const browser = useBrowser();
let serving: Serving;
/** What the first start printed, and the submission that it handed in. */
let printed: string;
let example: string;

beforeAll(async () => {
  serving = await Serving.prepare();
  printed = await serving.start();
  example = /status (\S+) --watch/.exec(printed)?.[1] ?? '';
});
afterAll(() => serving.dispose());

describe('dockgrade serve, on a machine where it never ran', () => {
  test('the printed link leads a browser to the bundled example, which tells its stages until it is the report', async (context) => {
    const { page, open } = await browser.visit(context, { base: serving.url }, null);
    await open(new URL(/http\S+\/enter\/\S+/.exec(printed)?.[0] ?? '').pathname);
    await open(`/submissions/${example}`);
    await page.evaluate('window.isStillThisPage = true');
    await page.getByText(/^Step \d of 9/).waitFor({ timeout: GRADED.timeout });
    await page.getByRole('heading', { name: 'Persistence' }).waitFor({ timeout: GRADED.timeout });
    await page.getByRole('heading', { name: 'The stack as it ran' }).waitFor();
    expect(await page.evaluate('window.isStillThisPage')).toBe(true);
  });

  test('the bundled example is handed in and earns every point', async () => {
    await expect.poll(async () => (await serving.submission(example)).state, GRADED).toBe('finished');
    const { outcome, score, report } = await serving.submission(example);
    expect(outcome).toBe('graded');
    expect(score?.earned).toBe(score?.possible);
    expect(report?.leftovers).toEqual({ containers: 0, networks: 0, volumes: 0, images: 0 });
    await expect.poll(() => serving.output()).toContain(`${score?.earned} / ${score?.possible}`);
  });

  test('only its user can read the token, the books and the log', async () => {
    for (const file of ['teacher-token', 'dockgrade.db', 'log/dockgrade.log']) {
      expect(`${file} ${((await stat(join(serving.data, file))).mode & 0o077).toString(8)}`).toBe(`${file} 0`);
    }
  });

  test('the worker holds Redis and the engine, and no other credential of the service', async () => {
    const worker = (await children(serving.pid)).find((line) => / worker$/.test(line));
    const environment = await readFile(`/proc/${worker?.split(' ')[0]}/environ`, 'utf8');
    const names = environment.split('\0').map((entry) => entry.split('=')[0]);
    expect(names).toContain('REDIS_URL');
    expect(names.filter((name) => /TOKEN|SECRET|DATABASE/.test(name ?? ''))).toEqual([]);
  });

  test('a second one with the same data folder is refused and says what to do', async () => {
    const second = spawn(LAUNCHER, ['serve'], {
      env: { ...serving.environment, DOCKGRADE_PORT: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    second.stderr.on('data', (chunk: Buffer) => said.push(String(chunk)));
    await once(second, 'close');
    expect(said.join('')).toContain('already runs with the data folder');
    expect(said.join('')).toContain('error code: conflict');
    expect((await serving.api('/health/ready')).status).toBe(200);
  });

  test('Ctrl-C stops all of it: service, worker, Redis and engine', async () => {
    expect(await serving.end('SIGINT')).toBe(0);
    await expect.poll(() => serving.processes()).toEqual([]);
    expect(await readdir(join(serving.data, 'jobs'))).toEqual([]);
  });

  test('started again it finds everything, and hands nothing in a second time', async () => {
    const again = await serving.start();
    expect(again).toContain(/http\S+\/enter\/\S+/.exec(printed)?.[0]);
    expect(await serving.submission(example)).toMatchObject({ state: 'finished', outcome: 'graded' });
    const { submissions } = (await (await serving.api('/api/submissions')).json()) as { submissions: unknown[] };
    expect(submissions).toHaveLength(1);
  });

  test.each([
    ['killed with -9', 'start', 'SIGKILL'],
    ['stopped without time to drain', 'persistence', 'SIGTERM'],
  ] as const)(
    '%s in the middle of a run, nothing of it goes on; the next start brings it to its end',
    async (_, stage, signal) => {
      const id = await handInAgain();
      await expect.poll(async () => (await serving.submission(id)).stage, GRADED).toBe(stage);
      await serving.end(signal);
      await expect.poll(() => serving.processes(), { timeout: 120_000, interval: 250 }).toEqual([]);
      await serving.start();
      await expect.poll(async () => (await serving.submission(id)).state, GRADED).toBe('finished');
      expect(await serving.submission(id)).toMatchObject({
        outcome: 'graded',
        report: { leftovers: { containers: 0 } },
      });
      expect(await readdir(join(serving.data, 'jobs'))).toEqual([]);
    },
  );
});

async function handInAgain(): Promise<string> {
  const answer = await serving.api(`/api/submissions/${example}/resubmissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  return ((await answer.json()) as { id: string }).id;
}

async function children(pid: number): Promise<string[]> {
  const { stdout } = await run('pgrep', ['-aP', String(pid)], {
    signal: new AbortController().signal,
    timeout: 60_000,
  });
  return stdout.split('\n').filter(Boolean);
}
