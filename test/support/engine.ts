import { readSettings } from '../../src/core/settings.ts';
import { type ConnectedEngine, connectEngine } from '../../worker/engine/connect.ts';
import { ownPaths } from '../../worker/engine/own/paths.ts';
import { findDescendant } from '../../worker/engine/own/processes.ts';
import { findSupervisor } from '../../worker/engine/own/supervisor.ts';

/** Keeps the engine up for the whole run: test files come and go, and each finds it running. */
export default async function setup(): Promise<() => Promise<void>> {
  const { release } = await openEngine();
  return release;
}

/** The engine that dockgrade itself would use here. Give it back with `release`. */
export function openEngine(): Promise<ConnectedEngine> {
  const { data, dockerHost } = readSettings(process.env);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  return connectEngine({ home: data, dockerHost, signal: new AbortController().signal, say });
}

/** kill -9 of the engine that belongs to a data folder of the test's own. */
export function killOwnEngine(home: string): void {
  const dockerd = findDescendant(findSupervisor(ownPaths(home)) ?? 0, 'dockerd');
  if (dockerd === undefined) throw new Error('the engine does not run');
  process.kill(dockerd, 'SIGKILL');
}
