import { acquireOwnEngine } from '../../../worker/engine/own/index.ts';

/** Acquires the engine of the home in its first argument, says `held` and whether it started it, and holds it until it is ended. */
const engine = await acquireOwnEngine({ home: process.argv[2] ?? '', say: () => undefined });
process.stdout.write(`held ${engine.started ? 'started' : 'found'}\n`);
process.once('SIGTERM', () => engine.release().then(() => process.exit(0)));
process.stdin.resume();
