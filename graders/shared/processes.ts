import type { ServiceState } from '../../src/core/evidence/index.ts';

export type Process = ServiceState['processes'][number];

const INITS = new Set(['docker-init', 'tini', 'tini-static', 'dumb-init', 'catatonit']);

/**
 * The processes that descend from the container's first one. A health check or anything else that was executed from outside has a
 * parent outside the container too, but came later: the first process is the oldest of those.
 */
export function family(processes: readonly Process[]): Process[] {
  const known = new Set(processes.map((process) => process.pid));
  const first = processes.filter((process) => !known.has(process.parent)).sort((a, b) => a.pid - b.pid)[0];
  if (first === undefined) return [];
  const members = [first];
  for (const member of members) members.push(...processes.filter((process) => process.parent === member.pid));
  return members;
}

/**
 * The processes that do the work: those at the end of each line of the family. A shell, `npm` or an init above them is not what a visitor
 * talks to, and neither is the master of nginx, which needs root only to hand its port to its workers.
 */
export function serving(processes: readonly Process[]): Process[] {
  const members = family(processes).filter((process) => !process.command.includes('<defunct>'));
  const parents = new Set(members.map((process) => process.parent));
  return members.filter((process) => !parents.has(process.pid) && !INITS.has(programOf(process.command)));
}

/** The program's own name: `/usr/lib/postgresql/15/bin/postgres -D …`, `postgres: checkpointer` and `redis-server *:6379` lose the rest. */
export function programOf(command: string): string {
  const first = command.trim().split(/\s+/)[0] ?? '';
  return (first.split('/').at(-1) ?? '').replace(/:$/, '').toLowerCase();
}

/** One line for a proof. Process ids differ from run to run and mean nothing to a reader. */
export function processLine(process: Process): string {
  return `uid ${process.uid ?? '?'}  ${process.command}`;
}
