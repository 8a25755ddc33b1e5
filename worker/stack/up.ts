import type { ComposeCall } from '../engine/engine.ts';
import { projectOf } from '../engine/labels.ts';
import { requireAsAdmitted } from '../inspect/index.ts';
import { lastOf } from '../observe/last-of.ts';
import type { RunContext } from '../stages/stage.ts';
import { admittedCall } from '../stages/workpieces.ts';
import { withChange } from './changed-file.ts';

/** Compose's progress lines: what it does, not what went wrong. */
const PROGRESS =
  /^\s*(Container|Network|Volume|Image) \S+\s+(Creat|Start|Wait|Healthy|Exited|Recreat|Running|Stopp|Remov)\w*\s*$/;

/** Which services come up, and whether they wait for each other. */
export interface UpOptions {
  /** Another file than the admitted one. */
  call?: ComposeCall;
  /** Only this one, and nothing that it depends on. */
  alone?: string;
  /** All at once: conditions of `depends_on` are left out. */
  unwaiting?: boolean;
}

/**
 * `docker compose up --detach` for what is missing or stopped, without building or fetching. What is missing is created first, and held against what
 * was admitted before anything of it runs.
 * @param timeout milliseconds; conditions of `depends_on` are waited for within it
 * @returns Compose's own words when it failed, null when it succeeded
 * @throws DockgradeError `sandbox-breached`
 */
export async function up(
  context: RunContext,
  timeout: number,
  { call = admittedCall(context), alone, unwaiting = false }: UpOptions = {},
): Promise<{ failure: string | null; timedOut: boolean }> {
  const until = performance.now() + timeout;
  const only = alone === undefined ? [] : ['--no-deps', alone];
  const file = unwaiting ? await withoutWaiting(context, call) : call;
  for (const phase of ['--no-start', '--detach']) {
    const args = ['up', phase, '--no-build', '--pull', 'never', ...only] as const;
    const limits = { signal: context.signal, timeout: Math.max(1, until - performance.now()) };
    const { exitCode, stderr, timedOut } = await context.engine.compose(file, args, limits);
    await requireAsAdmitted(context);
    if (exitCode !== 0) return { failure: wordsOf(context, stderr), timedOut };
  }
  return { failure: null, timedOut: false };
}

function wordsOf(context: RunContext, stderr: string): string {
  const words = stderr
    .split('\n')
    .filter((line) => line.trim() !== '' && !PROGRESS.test(line))
    .join('\n')
    .replaceAll(`${projectOf(context.job.id)}-`, '');
  return lastOf(context.mask(words), 2000);
}

/** The file without `depends_on`, which Compose leaves out of account when it decides what has changed. */
function withoutWaiting(context: RunContext, call: ComposeCall): Promise<ComposeCall> {
  return withChange(context.folder, call, 'compose-unwaiting.json', ({ services }) => {
    for (const service of Object.values(services)) delete service.depends_on;
  });
}
