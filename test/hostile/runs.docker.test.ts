import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/cli/formats/index.ts';
import type { Assignment } from '../../src/core/assignment/schema.ts';
import type { Report } from '../../src/core/report/schema.ts';
import type { Container } from '../../worker/engine/engine.ts';
import { treesOf } from '../../worker/limits/control-groups.ts';
import { groupOf } from '../../worker/limits/submission.ts';
import { Grading } from '../support/grading.ts';
import { bareAssignment, gradeFiles } from '../support/hostile.ts';
import { RUNS } from './catalog/runs.ts';
import { named, threatOf } from './catalog/threat.ts';
import { CODE, commandLines, countProcesses, lineOf, logOf, mounts, stack, whileRunning } from './running.ts';

const MIB = 1024 * 1024;

let grading: Grading;
beforeAll(async () => {
  grading = await Grading.open();
});
afterAll(() => grading.close());

const name = (id: `F${number}`) => named(threatOf(RUNS, id));
const PLAIN = { color: false, width: 100 };
const LIMITS = { disk: '256m', memory: '1g', pids: 512, cpus: 1 };

const READY_WHEN_DONE = 'healthcheck: { test: ["CMD", "test", "-e", "/tmp/done"] }';

describe('Stacks that take all they can get, at the same time', () => {
  let exhausting: Report;
  let honest: Report;
  let filling: Report;
  let unlinked: Report;
  let inodes: Report;
  let mostProcesses = 0;
  beforeAll(async () => {
    const { signal } = new AbortController();
    const within = (time: string) => {
      const rubric = { 'stack-starts': 10, 'app-responds': 5 };
      return bareAssignment({ limits: LIMITS, ready: { within: time }, rubric });
    };
    const exhausts = await stack({
      app: ['waits', mounts(), 'ports: ["3000:3000"]'],
      bomb: ['forks', mounts()],
      second: ['forks', mounts()],
      eater: ['eats-memory', mounts()],
      greedy: ['exhausts', mounts()],
    });
    const { running, job } = await whileRunning(
      grading,
      () => gradeFiles(grading, exhausts, signal, within('5s')),
      async (containers) => {
        const greedy = containers.find(({ Name }) => Name.includes('greedy'));
        const log = greedy ? await grading.engine.logs(greedy.Id, 100, signal) : '';
        return log.includes('exhausted') || null;
      },
      signal,
    );
    const counted = countProcesses(grading.engine, job);
    const grade = async (services: Parameters<typeof stack>[0], assignment: Assignment) =>
      gradeFiles(grading, await stack(services), signal, assignment);
    const asked = 'ports: ["8000:8000"]';
    [honest, filling, unlinked, inodes, exhausting] = await Promise.all([
      grade({ app: ['honest', mounts('data:/data'), asked] }, within('60s')),
      grade({ app: ['fills-volume', mounts('data:/data'), asked] }, within('60s')),
      grade({ app: ['fills-unlinked', mounts(), asked] }, within('60s')),
      grade({ app: ['makes-files', mounts('./data:/data'), asked] }, within('60s')),
      running,
    ]);
    mostProcesses = counted();
  });

  test(name('F106'), () => {
    expect(lineOf(exhausting, 'stack-starts')).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('eater'),
    });
    const attempts = exhausting.evidence.start?.attempts ?? [];
    expect(attempts.flatMap(({ services }) => services)).toContainEqual(
      expect.objectContaining({ service: 'eater', oomKilled: true }),
    );
    expect(logOf(exhausting, 'bomb')).toContain('fork: Resource temporarily unavailable');
    expect(logOf(exhausting, 'greedy')).toContain('50 GB in one file: File too large');
    expect(logOf(exhausting, 'greedy')).toMatch(/files: [123]\d{3} Too many open files/);
    expect(mostProcesses).toBeGreaterThan(300);
    expect(mostProcesses).toBeLessThanOrEqual(LIMITS.pids);
    expect(honest.score).toEqual({ earned: 15, possible: 15 });
  });

  test(name('F205'), () => {
    expect(logOf(exhausting, 'greedy')).toContain('watches: 1000');
    expect(logOf(exhausting, 'greedy')).toContain('contexts: 64');
    expect(logOf(honest, 'app')).not.toMatch(/no (watch|context)/);
    expect(honest.score.earned).toBe(15);
  });

  test(name('F201'), () => {
    expect(honest.evidence.start?.overrun).toBeUndefined();
    expect(honest.score.earned).toBe(15);
  });

  test(name('F203'), () => expectStopped(filling, 'bytes', { kind: 'volume', name: 'data' }));
  test(name('F202'), () => expectStopped(unlinked, 'bytes', { kind: 'open' }));
  test(name('F204'), () => expectStopped(inodes, 'files', { kind: 'bind', name: 'data' }));
});

/** The student's failure, told; nothing after it was tried, and nothing of ours failed. */
function expectStopped(report: Report, of: 'bytes' | 'files', place: Record<string, string>): void {
  const { overrun } = report.evidence.start ?? {};
  expect(overrun).toMatchObject({ stage: 'start', limit: { of }, places: [expect.objectContaining(place)] });
  const most = 256 * MIB;
  if (of === 'bytes') {
    expect(overrun?.limit.most).toBe(most);
    // What it writes between two looks, however busy the machine is.
    expect(overrun?.bytes).toBeLessThan(20 * most);
  }
  expect(lineOf(report, 'stack-starts')).toMatchObject({
    verdict: 'fail',
    message: expect.stringContaining('was stopped'),
  });
  expect(lineOf(report, 'app-responds')).toMatchObject({ verdict: 'blocked' });
  expect(report.stages.find(({ stage }) => stage === 'persistence')?.outcome).toBe('skipped');
}

describe('A stack that does not want to end', () => {
  let report: Report;
  let containers: Container[];
  let left: string[];
  beforeAll(async () => {
    const { signal } = new AbortController();
    const files = await stack({
      deaf: ['waits', mounts(), 'stop_grace_period: 9999h', 'tmpfs: "/scratch:size=100g,exec,suid"', 'shm_size: 64g'],
      loop: ['crashes', mounts(), 'restart: always'],
      eager: ['waits', mounts(), 'healthcheck: { test: ["CMD", "true"], interval: 1ms, start_interval: 1ms }'],
      keeper: ['waits', `volumes: [${CODE}, /one, /two]`],
      strays: ['strays', mounts()],
    });
    const seen = await whileRunning(
      grading,
      () => gradeFiles(grading, files, signal),
      async (all) => (all.filter(({ State }) => State.Running).length >= 4 && strays().length > 0 ? all : null),
      signal,
    );
    containers = seen.found;
    report = await seen.running;
    const volumes = containers.flatMap(({ Mounts }) =>
      Mounts.flatMap(({ Type, Name }) => (Type === 'volume' && Name ? [Name] : [])),
    );
    expect(volumes).toHaveLength(2);
    left = [
      ...(await grading.engine.volumes(volumes, signal)),
      ...(await treesOf(groupOf(grading.engine.info, seen.job) ?? '')),
      ...strays(),
    ];
  });
  const strays = () => commandLines().filter((line) => line.startsWith('stray-of-a-submission'));
  const created = (service: string) => containers.find(({ Name }) => Name.includes(`-${service}-`));

  test(name('F71'), () => {
    expect(created('deaf')?.HostConfig.ShmSize).toBe(256 * MIB);
    const [scratch, shm] = ['/scratch', '/dev/shm'].map((place) =>
      logOf(report, 'deaf')
        .split('\n')
        .find((line) => line.startsWith(`${place} `)),
    );
    expect(scratch).toMatch(new RegExp(`^/scratch tmpfs ${256 * MIB} .*nosuid.*nodev`));
    expect(shm).toContain(` ${256 * MIB} `);
  });

  test(name('F107'), () => {
    expect(created('deaf')?.Config.StopTimeout).toBe(10);
    expect(report.stages.find(({ stage }) => stage === 'teardown')?.seconds).toBeLessThan(15);
    expect(left).toEqual([]);
  });

  test(name('F108'), () => {
    expect(created('loop')?.HostConfig.RestartPolicy).toEqual({ Name: 'on-failure', MaximumRetryCount: 5 });
    const states = report.evidence.start?.attempts.flatMap(({ services }) => services) ?? [];
    const loops = states.filter(({ service }) => service === 'loop');
    expect(loops.length).toBeGreaterThan(0);
    for (const { restarts } of loops) expect(restarts).toBeLessThanOrEqual(5);
  });

  test(name('F109'), () => {
    const check = created('eager')?.Config.Healthcheck;
    expect(check?.Interval).toBe(2e9);
    expect(check?.StartInterval).toBe(2e8);
  });

  test(name('F110'), () => expect(left).toEqual([]));
  test(name('F200'), () => expect(left).toEqual([]));
});

describe.concurrent('Stacks that take their time', () => {
  test(name('F112'), async ({ expect, signal }) => {
    const services = await stack({
      flood: ['floods', mounts(), READY_WHEN_DONE],
      long: ['one-line', mounts(), READY_WHEN_DONE],
    });
    const memory = () => process.memoryUsage().rss;
    const before = memory();
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, memory() - before);
    }, 50);
    const report = await gradeFiles(grading, services, signal, bareAssignment({ limits: LIMITS }));
    clearInterval(timer);
    expect(most).toBeLessThan(200 * MIB);
    expect(logOf(report, 'long')).toMatch(/^z{1000,4096} … \[\+\d+ bytes\]$/);
    expect(logOf(report, 'flood')).toContain('</script>');
    for (const text of [
      JSON.stringify(report),
      ...Object.values(FORMATS).map((format) => format(report, 'en', PLAIN)),
    ]) {
      expect(text.length).toBeLessThan(MIB);
      expect(text.replaceAll(/[\t\n]/g, '')).not.toMatch(/[\p{Cc}\u202e]/u);
    }
  });

  test(name('F206'), async ({ expect, signal }) => {
    const { 'compose.yaml': _, ...programs } = await stack({ app: ['serves'] });
    const files = {
      ...programs,
      Dockerfile: 'FROM python:3.11-slim\nCOPY programs /programs\nCMD ["python3", "/programs/serves.py"]\n',
      'compose.yaml': 'services: { app: { build: ., ports: ["8000:8000"] } }\n',
    };
    // The stop alone takes as long, and something came before it.
    const limits = { ...LIMITS, time: '10s' };
    const rubric = { 'stack-starts': 10, 'stops-gracefully': 5 };
    const started = performance.now();
    const report = await gradeFiles(grading, files, signal, bareAssignment({ limits, rubric }));
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(report.stages).toContainEqual(
      expect.objectContaining({ stage: 'drills', outcome: 'failed', detail: 'the time limit of 10 s was reached' }),
    );
    expect(lineOf(report, 'stack-starts')).toMatchObject({ verdict: 'pass' });
    expect(lineOf(report, 'stops-gracefully')).toMatchObject({ verdict: 'blocked' });
  });
});
