import { DockgradeError } from '../../src/core/errors.ts';
import type { EngineInfo } from '../engine/engine.ts';
import { type ProberChild, spawnProber } from './child.ts';
import type { Prober } from './prober.ts';

/**
 * A prober for one engine. Its process is started by the first request, and a new one after the last died; `close` ends it.
 * Where the engine has a network namespace of its own, the process lives in it (this needs root and `nsenter`).
 */
export function startProber(info: Pick<EngineInfo, 'netns'>): Prober {
  let child: ProberChild | null = null;
  let closed = false;
  return {
    async send(request, signal) {
      signal.throwIfAborted();
      if (closed) throw new DockgradeError('prober-failed', 'the prober was closed already');
      if (child === null || child.ended()) child = spawnProber(info.netns);
      return child.send(request, signal);
    },
    async close() {
      closed = true;
      await child?.close();
    },
  };
}
