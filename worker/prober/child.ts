import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DockgradeError } from '../../src/core/errors.ts';
import { type Answer, answerSchema } from '../../src/core/evidence/common.ts';
import type { ToProcess } from './lines.ts';
import type { ProberRequest } from './prober.ts';

/** Characters of a line; an answer of 64 KiB stays below even when every byte of it is escaped. */
const LINE_LIMIT = 1024 * 1024;
/** Milliseconds for the process to end by itself. */
const GRACE = 1000;

export interface ProberChild {
  send(request: ProberRequest, signal: AbortSignal): Promise<Answer>;
  ended(): boolean;
  close(): Promise<void>;
}

/**
 * Starts the prober's process: no environment, a group of its own (Ctrl-C in the terminal must not end it before the teardown), and
 * standard input as its only tie to us, so that it ends with us whatever happens. What it writes is checked like anything from outside.
 */
export function spawnProber(netns: string | null): ProberChild {
  const child = start(netns);
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  const gone = Promise.withResolvers<void>();
  let last = 0;
  let over = false;
  let complaint = '';
  const write = (message: ToProcess) => child.stdin.write(`${JSON.stringify(message)}\n`);

  const end = (reason: string) => {
    over = true;
    child.kill('SIGKILL');
    for (const { reject } of waiting.values()) reject(new DockgradeError('prober-failed', reason));
    waiting.clear();
    gone.resolve();
  };
  child.on('error', (error) => end(`the prober did not start: ${error.message}`));
  child.on('close', (code, signal) => end(`the prober ended (${signal ?? code}) ${complaint}`.trim()));
  child.stdin.on('error', (error) => end(`the prober takes no requests: ${error.message}`));
  child.stderr.on('data', (chunk: string) => {
    complaint = (complaint + chunk).slice(-500);
  });
  readLines(child, (line) => {
    const answer = parse(line);
    if (answer === null) end('the prober wrote what is no answer');
    else waiting.get(answer.id)?.resolve(answer.answer);
  });

  return {
    ended: () => over,
    async send(request, signal) {
      last += 1;
      const id = last;
      const answer = Promise.withResolvers<Answer>();
      waiting.set(id, answer);
      const abort = () => {
        write({ abort: id });
        answer.reject(signal.reason);
      };
      signal.addEventListener('abort', abort, { once: true });
      write({ id, request });
      try {
        return await answer.promise;
      } finally {
        waiting.delete(id);
        signal.removeEventListener('abort', abort);
      }
    },
    async close() {
      child.stdin.end();
      const timer = setTimeout(() => end('the prober was closed'), GRACE);
      await gone.promise;
      clearTimeout(timer);
    },
  };
}

function start(netns: string | null): ChildProcessWithoutNullStreams {
  const program = fileURLToPath(new URL('process.ts', import.meta.url));
  const node = [process.execPath, '--max-old-space-size=64', program] as const;
  const [command, ...args] = netns === null ? node : (['nsenter', `--net=${netns}`, '--', ...node] as const);
  const child = spawn(command, args, { env: {}, cwd: '/', detached: true, stdio: 'pipe' });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return child;
}

function readLines(child: ChildProcessWithoutNullStreams, onLine: (line: string) => void): void {
  let rest = '';
  child.stdout.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
    if (rest.length > LINE_LIMIT) onLine('');
  });
}

function parse(line: string): { id: number; answer: Answer } | null {
  try {
    const { id, answer } = JSON.parse(line);
    return typeof id === 'number' ? { id, answer: answerSchema.parse(answer) } : null;
  } catch {
    return null;
  }
}
