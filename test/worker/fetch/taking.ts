import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { GitHost } from '../../../src/core/git-hosts.ts';
import { take } from '../../../worker/fetch/take.ts';

const folders: string[] = [];

/** A folder that is gone after the tests of the file. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dockgrade-fetch-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The servers of tests are on this machine, so they are named as an operator names a host of the course. */
export function localServers(repository: string): GitHost[] {
  return repository.startsWith('https://localhost') ? [{ host: new URL(repository).host, address: '127.0.0.1' }] : [];
}

/** Takes a repository into a folder of its own. `files` lists what was written, and `rest` what else was left in that folder. */
export async function taking(
  repository: string,
  ref: string | null = null,
  signal = new AbortController().signal,
  gitHosts = localServers(repository),
) {
  const folder = temporary();
  const evidence = await take({
    repository,
    ref,
    gitHosts,
    folder,
    signal,
    say: () => undefined,
  });
  const checkout = join(folder, 'checkout');
  const files = readdirSync(checkout, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(checkout.length + 1))
    .sort();
  return { evidence, checkout, files, rest: readdirSync(folder).filter((name) => name !== 'checkout') };
}
