import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { openEngine } from '../support/engine.ts';

export interface Result {
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
}

export interface Container extends AsyncDisposable {
  id: string;
  logs(): Promise<string>;
  exec(...command: string[]): Promise<Result>;
  /** Tries a command until it succeeds; fails when the container ends before. */
  until(...command: string[]): Promise<Result>;
  /** Stops it as `docker stop` does. */
  stop(): Promise<{ exitCode: number; seconds: number }>;
  start(): Promise<void>;
}

interface Options {
  env?: Record<string, string>;
  /** Options of `docker create`. */
  options?: string[];
  command?: string[];
  /** Files to put in before the start: path → content. An executable starts with `#!`. */
  files?: Record<string, string | Buffer>;
}

/** The engine under test, with the images there: stand-ins where no registry answers, the official ones elsewhere. */
export async function openBench(images: string[]) {
  const { engine, release } = await openEngine();
  await engine.prepare(images, new AbortController().signal, () => undefined);
  const docker = async (args: string[]): Promise<Result> => {
    const { exitCode, stdout, stderr } = await execa('docker', ['--host', engine.info.host, ...args], {
      reject: false,
    });
    return { exitCode, stdout, stderr };
  };
  return {
    /** Runs a container to its end. */
    run: (image: string, command: string[] = [], options: string[] = []): Promise<Result> =>
      docker(['run', '--rm', ...options, image, ...command]),
    inspectImage: async (image: string) => JSON.parse((await docker(['image', 'inspect', image])).stdout)[0].Config,
    start: (image: string, options: Options = {}) => startContainer(docker, image, options),
    [Symbol.asyncDispose]: release,
  };
}

async function startContainer(
  docker: (args: string[]) => Promise<Result>,
  image: string,
  options: Options,
): Promise<Container> {
  const { env = {}, options: more = [], command = [], files = {} } = options;
  const variables = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const { stdout: id } = await succeeding(docker(['create', ...variables, ...more, image, ...command]));
  const exec = (...words: string[]) => docker(['exec', id, ...words]);
  const state = async () => JSON.parse((await docker(['inspect', '--format', '{{json .State}}', id])).stdout);
  const logs = async () => {
    const { stdout, stderr } = await docker(['logs', id]);
    return `${stdout}\n${stderr}`;
  };
  const start = async () => {
    await succeeding(docker(['start', id]));
  };
  for (const [path, content] of Object.entries(files)) await putFile(docker, id, path, content);
  await start();
  return {
    id,
    logs,
    exec,
    start,
    async until(...words) {
      for (;;) {
        const result = await exec(...words);
        if (result.exitCode === 0) return result;
        if (!(await state()).Running) throw new Error(`${image} ended:\n${await logs()}`);
      }
    },
    async stop() {
      const began = performance.now();
      await docker(['stop', id]);
      return { exitCode: (await state()).ExitCode, seconds: (performance.now() - began) / 1000 };
    },
    async [Symbol.asyncDispose]() {
      await docker(['rm', '--force', '--volumes', id]);
    },
  };
}

async function putFile(
  docker: (args: string[]) => Promise<Result>,
  id: string,
  path: string,
  content: string | Buffer,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-file-'));
  try {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await chmod(folder, 0o755);
    await writeFile(join(folder, path), content, { mode: content.toString().startsWith('#!') ? 0o755 : 0o644 });
    await succeeding(docker(['cp', `${folder}/.`, `${id}:/`]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function succeeding(running: Promise<Result>): Promise<Result> {
  const result = await running;
  if (result.exitCode !== 0) throw new Error(result.stderr);
  return result;
}
