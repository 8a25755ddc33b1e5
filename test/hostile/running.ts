import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Report } from '../../src/core/report/schema.ts';
import type { Container, Engine } from '../../worker/engine/engine.ts';
import { projectOf } from '../../worker/engine/labels.ts';
import { treesOf } from '../../worker/limits/control-groups.ts';
import { groupOf } from '../../worker/limits/submission.ts';
import type { Grading } from '../support/grading.ts';
import type { HostileFiles } from '../support/hostile.ts';

const PROGRAMS = join(import.meta.dirname, 'fixtures', 'runs');

/** Services that run programs of the fixtures in Python's own image, with further lines of the Compose file. */
export async function stack(services: Record<string, [program: string, ...lines: string[]]>): Promise<HostileFiles> {
  const files: Record<string, string> = {};
  let text = 'services:\n';
  for (const [service, [program, ...lines]] of Object.entries(services)) {
    files[`programs/${program}.py`] = await readFile(join(PROGRAMS, `${program}.py`), 'utf8');
    const command = `command: ["python3", "-u", "/programs/${program}.py"]`;
    const all = ['image: python:3.11-slim', command, ...lines].map((line) => `    ${line}\n`);
    text += `  ${service}:\n${all.join('')}`;
  }
  return { ...files, 'compose.yaml': `${text}volumes: { data: , named: }\n` };
}

export const CODE = '"./programs:/programs:ro"';
export const mounts = (...more: string[]) => `volumes: [${[CODE, ...more.map((mount) => `"${mount}"`)].join(', ')}]`;
/** Calls `look` with the containers of the run that comes next, until it finds what it looks for. */
export async function whileRunning<Found>(
  grading: Grading,
  begin: () => Promise<Report>,
  look: (containers: Container[], job: string) => Promise<Found | null>,
  signal: AbortSignal,
): Promise<{ running: Promise<Report>; found: Found; job: string }> {
  const before = grading.jobs.length;
  const running = begin();
  const ended = running.then(() => Promise.reject(new Error('the run was over before anything was seen')));
  const seen = async () => {
    for (;;) {
      const job = grading.jobs[before];
      const found = job && (await look(await grading.engine.containers(projectOf(job), signal), job));
      if (job && found) return { found, job };
      await pause(100);
    }
  };
  return { running, ...(await Promise.race([seen(), ended])) };
}

export function lineOf(report: Report, grader: string) {
  return report.results.find((result) => result.grader === grader);
}

export function logOf(report: Report, service: string): string {
  const states = report.evidence.start?.attempts.at(-1)?.services ?? [];
  return states.find((state) => state.service === service)?.log ?? '';
}

/** How many processes a submission had at most, as its control group counts them, until the result is asked for. */
export function countProcesses(engine: Engine, job: string): () => number {
  let most = 0;
  const group = groupOf(engine.info, job) ?? '';
  const timer = setInterval(async () => {
    for (const tree of await treesOf(group)) {
      const text = await readFile(join(tree, 'pids.current'), 'utf8').catch(() => '0');
      most = Math.max(most, Number(text));
    }
  }, 200);
  return () => {
    clearInterval(timer);
    return most;
  };
}

/** Of every process of this machine. */
export function commandLines(): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      return [readFileSync(`/proc/${pid}/cmdline`, 'utf8')];
    } catch {
      return [];
    }
  });
}
