import { DockgradeError } from '../../src/core/errors.ts';
import { type ConnectOptions, connectEngine } from '../engine/connect.ts';
import type { Engine } from '../engine/engine.ts';
import type { Prober } from '../prober/prober.ts';
import { startProber } from '../prober/start.ts';

/** An engine and its prober, for as long as that engine is there. Runs may share it. */
export interface Station {
  engine: Engine;
  prober: Prober;
  /** Aborts with `engine-unreachable` when the engine went away: runs in it end then, and none of their facts counts. */
  lost: AbortSignal;
  /** Says that the engine does not answer, although its connection is still there. */
  giveUp(cause: unknown): void;
  /** Gives engine and prober back. */
  close(): Promise<void>;
}

/** Connects an engine and watches it. Throws as `connectEngine`. */
export async function openStation(options: ConnectOptions): Promise<Station> {
  const { engine, release } = await connectEngine(options);
  const prober = startProber(engine.info);
  const lost = new AbortController();
  const closing = new AbortController();
  const giveUp = (cause?: unknown) => {
    if (closing.signal.aborted) return;
    const message = 'The engine went away.';
    lost.abort(
      new DockgradeError('engine-unreachable', message, { cause, remedy: 'Start it; the worker tries again.' }),
    );
  };
  engine.untilGone(closing.signal).then(giveUp, giveUp);
  return {
    engine,
    prober,
    lost: lost.signal,
    giveUp,
    async close() {
      closing.abort();
      await prober.close();
      await release();
    },
  };
}
