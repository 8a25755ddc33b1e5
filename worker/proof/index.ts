import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DockgradeError } from '../../src/core/errors.ts';
import type { Engine, EngineInfo } from '../engine/engine.ts';
import { ownPaths } from '../engine/own/paths.ts';
import { bootId, startTime } from '../engine/own/processes.ts';
import { version } from '../version.ts';
import { proveIsolation } from './prove.ts';

export type { Finding } from './findings.ts';
export { proveIsolation } from './prove.ts';

/**
 * Makes sure that containers of this engine reach nothing that must be out of their reach. In an engine of our own one proof holds for as long as that engine runs with
 * the same firewall: nobody else has a say there. Any other engine is asked each time.
 *
 * @param say hears that it is tried, which takes some seconds
 * @throws DockgradeError `isolation-unproven` with what is reached; as `proveIsolation`
 */
export async function requireIsolation(
  engine: Engine,
  home: string,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const file = join(home, 'proof', 'proven');
  const identity = await identityOf(engine.info, home);
  if (identity !== null && identity === (await readFile(file, 'utf8').catch(() => null))) return;
  say('trying whether containers reach what must be out of their reach; no submission is taken before that');
  const failed = (await proveIsolation(engine, home, signal)).filter(({ outcome }) => outcome === 'fail');
  const [first] = failed;
  if (first) {
    const { remedy } = first;
    throw new DockgradeError('isolation-unproven', failed.map(({ message }) => message).join('; '), {
      ...(remedy !== undefined && { remedy }),
    });
  }
  if (identity !== null) await writeFile(file, identity);
}

/** What a proof holds for: this start of this engine, with these rules. null where that cannot be known. */
async function identityOf({ own, netns, version: engine }: EngineInfo, home: string): Promise<string | null> {
  if (!own || netns === null) return null;
  const pid = Number(/^\/proc\/(\d+)\//.exec(netns)?.[1]);
  const rules = await readFile(ownPaths(home).firewall, 'utf8');
  const { ino } = await stat(netns);
  const parts = [version, engine, bootId(), pid, startTime(pid), ino, rules];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
