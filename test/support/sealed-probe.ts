import { chmod, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { CommandResult } from '../../worker/engine/command.ts';
import { CHECKOUT } from '../../worker/sealed/paths.ts';
import { SEALED, type Seal } from '../../worker/sealed/seal.ts';
import { Canary, listener } from './canary.ts';

/** What is tried from inside a seal whose program is bash: with what the shell brings itself, because there is no other program in it. */
export const PROBES: Readonly<Record<`F17${number}`, (seal: Seal, signal: AbortSignal) => Promise<void>>> = {
  async F170(seal, signal) {
    await using worker = await listener();
    const script = `exec 3<>/dev/tcp/127.0.0.1/${worker.port} && echo connected`;
    const { exitCode, stdout } = await inside(seal, script, signal);
    expect(exitCode).not.toBe(0);
    expect(stdout).toBe('');
    expect(worker.callers).toEqual([]);
  },

  async F171(seal, signal) {
    await using canary = await Canary.plant();
    const script = [
      'mapfile -t mine < compose.yaml && echo "mine $mine"',
      `for file in ${canary.file} ${process.cwd()}/package.json /etc/shadow /root/.bashrc /proc/${process.pid}/environ; do`,
      '  mapfile -t lines < $file && echo "read $file ${lines[*]}"',
      'done',
      'echo checkout *',
    ].join('\n');
    const result = await inside(seal, script, signal);
    expect(result.stdout.split('\n')).toEqual(['mine services: {}', 'checkout compose.yaml', '']);
    canary.expectNowhereIn(result);
  },

  async F172(seal, signal) {
    const script =
      'for at in /checkout/new /checkout/compose.yaml /new /program; do echo x > $at && echo "wrote $at"; done';
    expect((await inside(seal, script, signal)).stdout).toBe('');
  },

  async F173(seal, signal) {
    await using canary = await Canary.plant();
    const result = await inside(seal, 'declare -x', signal);
    canary.expectNowhereIn(result);
    const names = [...result.stdout.matchAll(/^declare -x (\w+)="?(.*?)"?$/gm)].map(([, name, value]) => [name, value]);
    const own = new Set(['OLDPWD', 'PWD', 'SHLVL', '_']);
    const seen = names.filter(
      ([name, value]) => !own.has(name ?? '') && value !== '' && !(name === 'HOME' && value === '/'),
    );
    expect(seen).toEqual([['GIVEN', 'a b']]);
  },

  async F174(seal, signal) {
    const take = (bytes: number) => `printf -v a '%*s' ${bytes} '' && echo "took ${'$'}{#a}"`;
    const { exitCode, stdout } = await inside(seal, `${take(10_000_000)}; ${take(SEALED.memory)}`, signal);
    expect(exitCode).not.toBe(0);
    expect(stdout).toBe('took 10000000\n');
  },

  async F175(seal, signal) {
    const { exitCode, timedOut, stdout } = await inside(seal, 'ulimit -t; while :; do :; done; echo over', signal);
    expect(stdout).toBe(`${SEALED.cpu}\n`);
    // On a machine that gives it less than two seconds of CPU in fifteen, its wall time ends it.
    expect(exitCode === 128 + 9 || timedOut).toBe(true);
  },

  async F176(seal, signal) {
    if (seal.kind === 'container') {
      const most = 'for at in pids/pids.max pids.max; do mapfile -t lines < /sys/fs/cgroup/$at && echo $lines; done';
      expect((await inside(seal, most, signal)).stdout).toBe(`${SEALED.processes}\n`);
      return;
    }
    const { stdout, stderr } = await inside(seal, 'f() { f | f & }; f; (echo child); echo over', signal);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/fork/);
  },

  async F177(seal, signal) {
    const script = 'a=0123456789abcdef; for i in 1 2 3 4 5 6 7 8; do a=$a$a; done; while :; do echo $a; done';
    const { exitCode, timedOut, stdout } = await inside(seal, script, signal);
    expect(exitCode === 128 + 9 || timedOut).toBe(true);
    expect(stdout.length).toBe(SEALED.output);
  },
};

async function inside(seal: Seal, script: string, signal: AbortSignal): Promise<CommandResult> {
  const checkout = await realpath(await mkdtemp(join(tmpdir(), 'dockgrade-probe-')));
  try {
    await chmod(checkout, 0o755);
    await writeFile(join(checkout, 'compose.yaml'), 'services: {}\n');
    const variables = { GIVEN: 'a b' };
    const visible = [{ from: checkout, at: CHECKOUT }];
    const result = await seal.run({ args: ['-c', script], visible, folder: CHECKOUT, variables }, signal);
    expect(await readdir(checkout)).toEqual(['compose.yaml']);
    return result;
  } finally {
    await rm(checkout, { recursive: true });
  }
}
