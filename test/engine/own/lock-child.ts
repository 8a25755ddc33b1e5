import { withLock } from '../../../worker/engine/own/lock.ts';

/** Takes the lock of its first argument, says so, and keeps it until it is ended. */
await withLock(process.argv[2] ?? '', undefined, async () => {
  process.stdout.write('held\n');
  await new Promise(() => process.stdin.resume());
});
