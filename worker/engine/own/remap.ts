import { appendFile, readFile } from 'node:fs/promises';
import { execa } from 'execa';

const USER = 'dockremap';
const IDS = 65_536;
const FIRST_ID = 165_536;

/**
 * Makes sure of the user whose subordinate ids containers run under (Docker's `userns-remap: default`), and returns
 * the first of them: the uid of a container's root on this machine.
 */
export async function ensureRemapUser(signal?: AbortSignal): Promise<number> {
  const cancel = signal && { cancelSignal: signal };
  const known = await execa('getent', ['passwd', USER], { ...cancel, reject: false });
  if (known.exitCode !== 0) {
    await execa('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER], {
      ...cancel,
    });
  }
  const uidBase = await ensureRange('/etc/subuid');
  await ensureRange('/etc/subgid');
  return uidBase;
}

async function ensureRange(file: string): Promise<number> {
  const ranges = await readRanges(file);
  const own = ranges.find((range) => range.user === USER && range.count >= IDS);
  if (own) return own.start;
  const start = Math.max(FIRST_ID, ...ranges.map((range) => range.start + range.count));
  await appendFile(file, `${USER}:${start}:${IDS}\n`);
  return start;
}

async function readRanges(file: string): Promise<{ user: string; start: number; count: number }[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .map(([user = '', start, count]) => ({ user, start: Number(start), count: Number(count) }))
    .filter((range) => range.count > 0);
}
