import { readFile, writeFile } from 'node:fs/promises';

/**
 * Things that the kernel counts for each user of the machine, or once for all of it, so that one submission could use them up for every other: containers run
 * under the same users. What each of them takes is memory, which is charged to the control group of whoever takes it: that is the limit that holds.
 */
const COUNTERS = [
  '/proc/sys/fs/inotify/max_user_instances',
  '/proc/sys/fs/inotify/max_user_watches',
  '/proc/sys/fs/epoll/max_user_watches',
  '/proc/sys/fs/aio-max-nr',
];
/** The highest value that all of them take. */
const PLENTY = 2 ** 31 - 1;

/** Raises those counters for this machine, until it starts anew. Throws the system's error where it cannot. */
export async function raiseSharedCounters(): Promise<void> {
  for (const file of COUNTERS) {
    const now = Number(await readFile(file, 'utf8'));
    if (now < PLENTY) await writeFile(file, String(PLENTY));
  }
}
