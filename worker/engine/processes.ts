import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { run } from './command.ts';
import type { EngineInfo, ProcessSignal } from './engine.ts';
import { absentAsNull, engineCall } from './faults.ts';

const TIMEOUT = 5000;

/**
 * The engine runs the `ps` of its own machine, so this also works for images without a shell. uids there are shifted by the remapping. A runtime with a kernel
 * of its own (gVisor) tells ids of that kernel: the machine's processes of the same ids are not the container's, and are left out.
 */
export async function processesOf(docker: Docker, info: EngineInfo, id: string, signal: AbortSignal) {
  const table = await engineCall('listing processes', signal, () =>
    absentAsNull(() => docker.getContainer(id).top({ ps_args: '-eo pid,ppid,uid,stat,args' })),
  );
  const told: string[][] = table?.Processes ?? [];
  const theirs = await Promise.all(told.map(([pid]) => belongs(info, id, Number(pid))));
  const rows = told.filter((_, at) => theirs[at]);
  return rows.map(([pid, parent, uid, state = '', ...command]) => ({
    pid: Number(pid),
    parent: Number(parent),
    uid: Number.isInteger(Number(uid)) ? Number(uid) - (Number(uid) >= info.uidBase ? info.uidBase : 0) : null,
    state: state.charAt(0),
    command: command.join(' '),
  }));
}

/** Whether a process lives in a container. Where the machine's processes cannot be seen, the engine is believed. */
async function belongs({ proc }: EngineInfo, container: string, pid: number): Promise<boolean> {
  if (proc === null) return true;
  const groups = await readFile(join(proc, String(pid), 'cgroup'), 'utf8').catch(() => '');
  return groups.includes(container);
}

/**
 * From the first process of the engine's own namespace, in which these ids mean what the engine means by them. Ids are used again: whoever
 * got one since it was read is left alone, unless it lives in the same container. The kernel says where a process belongs, so no name and no
 * parent that a student chose has a say.
 */
export async function signalProcesses(
  { proc }: EngineInfo,
  container: string,
  pids: readonly number[],
  name: ProcessSignal,
  signal: AbortSignal,
): Promise<boolean> {
  if (proc === null) return false;
  const kill = ['sh', '-c', KILL_THOSE_OF, proc, container, name.slice('SIG'.length), ...pids.map(String)];
  if (pids.length > 0) await run('nsenter', [`--pid=${proc}/1/ns/pid`, ...kill], { signal, timeout: TIMEOUT });
  return true;
}

/** With what the shell has built in alone: its `kill` goes on when a process is gone, and nothing takes time between the look and the signal. */
const KILL_THOSE_OF = `container=$1 name=$2; shift 2
for pid do
  while read -r group; do
    case $group in *"$container"*) kill -s "$name" "$pid"; break; esac
  done < "$0/$pid/cgroup"
done 2>/dev/null`;
