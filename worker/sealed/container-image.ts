import { createHash } from 'node:crypto';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../engine/command.ts';
import { withScratch } from '../scratch.ts';
import { client } from './container.ts';
import { composePath, programAt } from './programs.ts';
import type { Program } from './seal.ts';

/** An image in the engine, and where in it the program lies. */
export interface SealedImage {
  image: string;
  program: string;
}

/** Docker's own image of the client programs, for machines whose programs do not run in a Linux container. */
const OFFICIAL = { image: 'docker:28-cli', program: '/usr/local/libexec/docker/cli-plugins/docker-compose' };

/** Makes sure that the engine has the image: on Linux from this machine's own Compose and nothing else, elsewhere from the registry. Throws when it cannot. */
export async function ensureComposeImage(host: string, signal: AbortSignal): Promise<SealedImage> {
  if (process.platform !== 'linux') {
    if (!(await isThere(host, OFFICIAL.image, signal))) await docker(host, ['pull', '--quiet', OFFICIAL.image], signal);
    return OFFICIAL;
  }
  return ensureImage(host, await programAt(await composePath(signal), signal), signal);
}

/** An image of one program of this machine and what it loads; made anew when the program is another one. */
export async function ensureImage(
  host: string,
  { path, libraries }: Program,
  signal: AbortSignal,
): Promise<SealedImage> {
  const { size, mtimeMs } = await stat(path);
  const digest = createHash('sha256').update(`${path} ${size} ${mtimeMs}`).digest('hex').slice(0, 12);
  const image = `dockgrade/sealed:${digest}`;
  if (!(await isThere(host, image, signal))) await makeImage(host, image, [path, ...libraries], signal);
  return { image, program: path };
}

async function isThere(host: string, image: string, signal: AbortSignal): Promise<boolean> {
  const { exitCode } = await run('docker', ['image', 'inspect', image], { signal, timeout: 10_000, env: client(host) });
  return exitCode === 0;
}

async function makeImage(host: string, image: string, files: readonly string[], signal: AbortSignal): Promise<void> {
  await withScratch('compose', async (folder) => {
    const system = join(folder, 'system');
    for (const file of files) {
      const copy = join(system, file);
      await mkdir(dirname(copy), { recursive: true, mode: 0o755 });
      await copyFile(file, copy);
    }
    const archive = join(folder, 'system.tar');
    const tar = ['--create', '--file', archive, '--directory', system, '--owner=0', '--group=0', '--mode=a+rX', '.'];
    await mustSucceed('tar', tar, signal, {});
    await docker(host, ['import', archive, image], signal);
  });
}

function docker(host: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  return mustSucceed('docker', args, signal, client(host));
}

async function mustSucceed(program: string, args: readonly string[], signal: AbortSignal, env: Record<string, string>) {
  const { exitCode, stderr } = await run(program, args, { signal, timeout: 60_000, env });
  if (exitCode !== 0) throw new Error(`${program} ${args[0]}: ${stderr.trim().slice(0, 300)}`);
}
