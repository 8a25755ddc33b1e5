import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface CommandOptions {
  signal: AbortSignal;
  /** Milliseconds until the program and all its children are killed. */
  timeout: number;
  /** Kills them too: other than an abort, that is a result. */
  stop?: AbortSignal;
  cwd?: string;
  /** The whole environment of the program: nothing is inherited but PATH. */
  env?: Record<string, string>;
  input?: string;
  /** What the program reads from descriptor 3. */
  third?: Uint8Array;
  /** Bytes of output that are kept from the start of each stream; default 1 MiB. */
  maxBytes?: number;
  /** Called for each line of both streams as it comes. */
  onLine?: (line: string) => void;
}

export interface CommandResult {
  /** null when a signal ended it. */
  exitCode: number | null;
  stdout: string;
  stderr: string;
  timedOut: boolean;
  /** Wall time. */
  seconds: number;
}

/**
 * Runs a program to its end, without a shell and with an empty environment. A non-zero exit is a result, not an exception.
 * Throws the signal's reason when it is aborted, and Node's own error (ENOENT, EACCES) when it cannot be started.
 * The program leads a process group of its own, so that its children end with it.
 */
export async function run(program: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  options.signal.throwIfAborted();
  const started = performance.now();
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { PATH: process.env.PATH ?? '', ...options.env },
    stdio: [
      options.input === undefined ? 'ignore' : 'pipe',
      'pipe',
      'pipe',
      ...(options.third ? ['pipe' as const] : []),
    ],
    detached: true,
  });
  const closed = once(child, 'close') as Promise<[exitCode: number | null]>;
  // A program that does not want its input is no fault of ours.
  child.stdin?.on('error', () => undefined).end(options.input);
  const third = child.stdio[3];
  if (third && 'end' in third) third.on('error', () => undefined).end(options.third);
  const stdout = keep(child.stdout, options);
  const stderr = keep(child.stderr, options);
  let timedOut = false;
  const end = () => killGroup(child.pid);
  const timer = setTimeout(() => {
    timedOut = true;
    end();
  }, options.timeout);
  const ends = [options.signal, ...(options.stop ? [options.stop] : [])];
  for (const signal of ends) signal.addEventListener('abort', end, { once: true });
  if (options.stop?.aborted) end();
  try {
    const [exitCode] = await closed;
    options.signal.throwIfAborted();
    const seconds = (performance.now() - started) / 1000;
    return { exitCode, stdout: await stdout, stderr: await stderr, timedOut, seconds };
  } finally {
    clearTimeout(timer);
    for (const signal of ends) signal.removeEventListener('abort', end);
  }
}

/** SIGKILL: whoever is killed here has had its time, and what it created is removed by the teardown. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Keeps the first bytes and reads on, so that a talkative program does not block. */
async function keep(stream: NodeJS.ReadableStream | null, options: CommandOptions): Promise<string> {
  if (!stream) return '';
  const limit = options.maxBytes ?? 1024 * 1024;
  const chunks: Buffer[] = [];
  let size = 0;
  let rest = '';
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (size < limit) chunks.push(chunk.subarray(0, limit - size));
    size += chunk.length;
    if (options.onLine) {
      const lines = (rest + chunk.toString()).split('\n');
      rest = (lines.pop() ?? '').slice(-4096);
      for (const line of lines) options.onLine(line);
    }
  }
  if (options.onLine && rest !== '') options.onLine(rest);
  return Buffer.concat(chunks).toString();
}
