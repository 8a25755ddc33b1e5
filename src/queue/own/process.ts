import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import type { Log } from '../../core/log.ts';
import { hasProgram } from './program.ts';

/** Redis writes its file and ends; one that does not is killed. */
const END = 10_000;

/**
 * Starts redis-server in a session of its own, so that Ctrl-C in a terminal reaches us and not it: we stop it when everything else has stopped. Where the
 * kernel can do it, it is killed the moment that we are.
 */
export async function launch(config: string): Promise<ChildProcess> {
  const command = ['redis-server', config];
  const bound = (await hasProgram('setpriv')) ? ['setpriv', '--pdeathsig', 'KILL', ...command] : command;
  const child = spawn(bound[0] ?? '', bound.slice(1), { stdio: 'ignore', detached: true });
  await once(child, 'spawn');
  return child;
}

export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), END);
  await ended;
  clearTimeout(late);
}

/** Leaves a note by which the next start knows this process again. */
export async function noteProcess(folder: string, pid: number): Promise<void> {
  await writeFile(noteFile(folder), JSON.stringify({ pid, identity: await identityOf(pid) }), { mode: 0o600 });
}

export async function forgetProcess(folder: string): Promise<void> {
  await rm(noteFile(folder), { force: true });
}

/** Ends what a start before this one left behind, where the kernel did not. A process that is not provably that one is left alone. */
export async function endPrevious(folder: string, log: Log): Promise<void> {
  const note = await readNote(folder);
  if (!note || !(await isStill(note))) return forgetProcess(folder);
  log.warn({ pid: note.pid }, 'ending the redis-server that an earlier start left behind');
  process.kill(note.pid, 'SIGTERM');
  for (let waited = 0; await isStill(note); waited += 50) {
    if (waited === END) process.kill(note.pid, 'SIGKILL');
    await delay(50);
  }
  await forgetProcess(folder);
}

interface Note {
  pid: number;
  identity: string;
}

function noteFile(folder: string): string {
  return join(folder, 'redis.pid');
}

async function readNote(folder: string): Promise<Note | null> {
  try {
    const { pid, identity } = JSON.parse(await readFile(noteFile(folder), 'utf8'));
    return Number.isInteger(pid) && pid > 1 && typeof identity === 'string' && identity !== ''
      ? { pid, identity }
      : null;
  } catch {
    // Not there, or cut off by whatever ended us: nothing is known then, and nothing is ended.
    return null;
  }
}

async function isStill({ pid, identity }: Note): Promise<boolean> {
  return (await identityOf(pid)) === identity;
}

/** When the process started and with which arguments: no two processes share both. Empty when there is no such process. */
async function identityOf(pid: number): Promise<string> {
  if (!existsSync('/proc/self/stat')) {
    const { stdout } = await execa('ps', ['-o', 'lstart=', '-o', 'command=', '-p', String(pid)], { reject: false });
    return stdout?.trim() ?? '';
  }
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything; of the fields after it the first is the state and the 20th the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? '' : `${fields[19]} ${await readFile(`/proc/${pid}/cmdline`, 'utf8')}`;
  } catch {
    // It ended, perhaps while it was looked at.
    return '';
  }
}
