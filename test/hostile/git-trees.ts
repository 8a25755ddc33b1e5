import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { take } from '../../worker/fetch/take.ts';
import type { Repository } from '../worker/fetch/repository.ts';
import { localServers, temporary } from '../worker/fetch/taking.ts';

/** Writes a tree as it is described, whatever git thinks of its names, and returns its name. */
export function tree({ folder }: Repository, entries: readonly [entry: string, name: string | Buffer][]): string {
  const lines = entries.map(([entry, name]) =>
    Buffer.concat([Buffer.from(`${entry}\t`), Buffer.from(name), Buffer.from([0])]),
  );
  const input = Buffer.concat(lines);
  return execFileSync('git', ['mktree', '-z', '--missing'], { cwd: folder, input, encoding: 'utf8' }).trim();
}

/** Makes a commit of it the only one. */
export function publish({ git }: Repository, root: string): void {
  git('update-ref', 'refs/heads/main', git('commit-tree', '-m', 'published', root));
}

/** Takes a repository, which must fail, and holds that nothing is written. */
export async function refused(address: string): Promise<unknown> {
  const folder = temporary();
  const signal = new AbortController().signal;
  const gitHosts = localServers(address);
  const taken = take({ repository: address, ref: null, gitHosts, folder, signal, say: () => undefined });
  const error: unknown = await taken.then(
    () => 'taken',
    (caught: unknown) => caught,
  );
  expect(readdirSync(folder, { recursive: true }), address).toEqual(['checkout']);
  return error;
}
