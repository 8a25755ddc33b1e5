import { readSettings } from '../../src/core/settings.ts';
import { type ConnectedEngine, connectEngine } from '../../worker/engine/connect.ts';

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
