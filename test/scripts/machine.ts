import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

const ROOT = join(import.meta.dirname, '../..');
const TOOLS = ['sh', 'awk', 'cat', 'dirname', 'flock', 'mkdir', 'readlink', 'sed', 'tail', 'true'];

/**
 * A machine that has a checkout and these programs, each a few lines of shell, beside the usual small tools; so that a test
 * can say what `docker` or `id` answer there.
 */
export async function machineWith(programs: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-machine-'));
  const bin = join(folder, 'path');
  const checkout = join(folder, 'checkout');
  await mkdir(bin);
  await mkdir(join(checkout, 'node_modules'), { recursive: true });
  await writeFile(join(checkout, 'node_modules/.package-lock.json'), '{}');
  for (const part of ['bin', 'scripts', 'package-lock.json'])
    await cp(join(ROOT, part), join(checkout, part), { recursive: true });
  for (const tool of TOOLS) await symlink((await execa('which', [tool])).stdout, join(bin, tool));
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  const run = (env: Record<string, string>, program: string, args: string[]) =>
    execa(join(checkout, program), args, { env: { ...env, PATH: bin }, extendEnv: false, reject: false });
  return {
    checkout,
    bin,
    /** Runs a program of the checkout. */
    run: (program: string, ...args: string[]) => run({}, program, args),
    runWith: (env: Record<string, string>, program: string, ...args: string[]) => run(env, program, args),
    /** Replaces a file of the checkout by a program. */
    write: (path: string, script: string) => writeFile(join(checkout, path), `#!/bin/sh\n${script}\n`, { mode: 0o755 }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
