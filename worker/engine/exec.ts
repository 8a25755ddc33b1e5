import { PassThrough } from 'node:stream';
import type Docker from 'dockerode';
import type { ExecOptions, ExecResult } from './engine.ts';
import { absentAsNull, engineCall, unlessRuntimeRefuses } from './faults.ts';

/** Bytes of each stream that are kept, and of both together that are read: a program of a student's may print for ever. */
const MAX_BYTES = 64 * 1024;
const FLOOD = 16 * 1024 * 1024;

/**
 * Runs a program in a container. When the time is over, or it printed a flood, the stream is left; the process ends with its container, or by who
 * is told of it. In a container that is gone, down at the moment, or has lost its list of users nothing can be run: the exit code is null.
 */
export async function execIn(
  docker: Docker,
  id: string,
  command: readonly string[],
  options: ExecOptions,
): Promise<ExecResult> {
  const nothing: ExecResult = { exitCode: null, stdout: '', stderr: '', timedOut: false, left: null };
  let result = nothing;
  await engineCall('running a program in a container', options.signal, () =>
    unlessRuntimeRefuses(async () => {
      result = (await absentAsNull(() => execute(docker, id, command, options))) ?? nothing;
    }),
  );
  return result;
}

async function execute(
  docker: Docker,
  id: string,
  command: readonly string[],
  options: ExecOptions,
): Promise<ExecResult> {
  const exec = await docker.getContainer(id).exec({
    Cmd: [...command],
    Env: Object.entries(options.env ?? {}).map(([name, value]) => `${name}=${value}`),
    ...(options.user !== undefined && { User: options.user }),
    AttachStdout: true,
    AttachStderr: true,
    abortSignal: options.signal,
  });
  const stream = await exec.start({ hijack: true, stdin: false });
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  docker.modem.demuxStream(stream, stdout, stderr);
  let timedOut = false;
  const leave = () => stream.destroy();
  const giveUp = () => {
    timedOut = true;
    leave();
  };
  const timer = setTimeout(giveUp, options.timeout);
  let read = 0;
  stream.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > FLOOD) giveUp();
  });
  options.signal.addEventListener('abort', leave, { once: true });
  const finish = () => {
    stdout.end();
    stderr.end();
  };
  stream.once('end', finish);
  stream.once('close', finish);
  stream.once('error', finish);
  try {
    const [out, err] = await Promise.all([collect(stdout), collect(stderr)]);
    const { ExitCode, Pid } = await exec.inspect();
    return {
      exitCode: timedOut ? null : ExitCode,
      stdout: out,
      stderr: err,
      timedOut,
      left: timedOut && Pid > 0 ? Pid : null,
    };
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener('abort', leave);
  }
}

async function collect(stream: PassThrough): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (size < MAX_BYTES) chunks.push(chunk.subarray(0, MAX_BYTES - size));
    size += chunk.length;
  }
  return Buffer.concat(chunks).toString();
}
