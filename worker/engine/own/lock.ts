import { execa } from 'execa';

const WORTH_A_WORD_MS = 1000;

/**
 * Runs `work` while no other process is in it. The kernel frees the lock when the holder ends, however it ends.
 *
 * @param file is made when missing, and stays
 * @param signal ends the waiting; once `work` runs, it keeps the lock until it is through
 * @param onWait called once, when another holds the lock for longer than a second
 * @throws what `work` throws, or the signal's reason while waiting
 */
export async function withLock<T>(
  file: string,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
  onWait: () => void = () => undefined,
): Promise<T> {
  signal?.throwIfAborted();
  // The holder reads its input, which ends when we do.
  const holder = execa('flock', ['--exclusive', '--no-fork', file, 'sh', '-c', 'echo held; exec cat'], {
    // Ctrl-C on the terminal is for us to handle: what is being cleaned up keeps its lock.
    detached: true,
    reject: false,
    stdin: 'pipe',
  });
  const giveUp = () => holder.kill();
  signal?.addEventListener('abort', giveUp, { once: true });
  const timer = setTimeout(onWait, WORTH_A_WORD_MS);
  try {
    const held = await holder[Symbol.asyncIterator]().next();
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
    signal?.throwIfAborted();
    if (held.value !== 'held') throw new Error(`cannot lock ${file}: ${(await holder).stderr}`);
    return await work();
  } finally {
    clearTimeout(timer);
    holder.stdin.end();
    await holder;
  }
}
