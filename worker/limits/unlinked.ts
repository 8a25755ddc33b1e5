import { existsSync } from 'node:fs';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { processesIn } from './control-groups.ts';

/** Open files that are looked at; who keeps more of them open is looked at in part. */
const MOST = 20_000;
/** They lie in memory. */
const NO_DISK = /^\/(memfd:|dev\/|SYSV|anon_hugepage)/;

/** Bytes of files without a name that processes of a control group still hold open or mapped: no folder shows them, the disk holds them. */
export async function unlinkedBytes(group: string): Promise<number> {
  const seen = new Map<string, number>();
  let looked = 0;
  for (const pid of await processesIn(group)) {
    for (const file of [...(await openFiles(pid)), ...(await mappedFiles(pid))]) {
      looked += 1;
      if (looked > MOST) return sum(seen);
      const facts = await stat(file).catch(() => null);
      if (!facts?.isFile() || facts.nlink > 0 || seen.has(`${facts.dev}:${facts.ino}`)) continue;
      if (NO_DISK.test(await readlink(file).catch(() => '/dev/'))) continue;
      seen.set(`${facts.dev}:${facts.ino}`, facts.blocks * 512);
    }
  }
  return sum(seen);
}

async function openFiles(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/fd`;
  return (await readdir(folder).catch(() => [])).map((number) => join(folder, number));
}

async function mappedFiles(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/map_files`;
  if (!existsSync(folder)) return [];
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8').catch(() => '');
  const gone = maps.split('\n').filter((line) => line.endsWith(' (deleted)'));
  // The kernel writes addresses with leading zeros in one place and without in the other.
  return gone.flatMap((line) => {
    const [, from, to] = /^0*([0-9a-f]+)-0*([0-9a-f]+) /.exec(line) ?? [];
    return from === undefined ? [] : [join(folder, `${from}-${to}`)];
  });
}

function sum(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((total, size) => total + size, 0);
}
