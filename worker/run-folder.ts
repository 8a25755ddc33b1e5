import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ownerOfThis } from './owner.ts';
import { removeTree } from './remove-tree.ts';

/**
 * The folder of one run: `jobs/ID` in dockgrade's data folder. It says whose it is, and which volumes its containers mounted, so that a
 * later run can clean up after one that was killed.
 */
export interface RunFolder {
  path: string;
  owner: string;
  /** Remembers the volumes that are added to it, on disk before it returns. */
  volumes: Set<string>;
  remove(): Promise<void>;
  /** The run is over. A folder that is still there then, and what its run left in an engine, is swept up. */
  leave(): void;
}

const OWNER = 'owner';
const VOLUMES = 'volumes';
/** What is being made, or removed, says by its name whose it is: `new~OWNER~JOB`, `old~OWNER~JOB`. Nothing in an engine belongs to it. */
const NAMED = /^(?:new|old)~([^~]*)~(.*)$/;
/** Runs of this process that go on. */
const going = new Set<string>();

/** Makes the folder, or takes over the one that an earlier try of the same run left. At no moment is it there without an owner. */
export async function makeRunFolder(home: string, job: string): Promise<RunFolder> {
  going.add(job);
  try {
    return await folderFor(home, job);
  } catch (error) {
    going.delete(job);
    throw error;
  }
}

/** Whether a run belongs to this process, and is over or was never there: what is found of it may be swept up. */
export function isOver(job: string, owner: string): boolean {
  return owner === ownerOfThis() && !going.has(NAMED.exec(job)?.[2] ?? job);
}

async function folderFor(home: string, job: string): Promise<RunFolder> {
  const owner = ownerOfThis();
  const all = join(home, 'jobs');
  await mkdir(all, { recursive: true });
  // Without links on the way: what lies in a repository is told from what does not by its real path.
  const jobs = await realpath(all);
  const path = join(jobs, job);
  const fresh = join(jobs, `new~${owner}~${job}`);
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  await writeFile(join(fresh, OWNER), owner);
  await rename(fresh, path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rename(join(fresh, OWNER), join(path, OWNER));
    await rm(fresh, { recursive: true });
  });
  return {
    path,
    owner,
    volumes: new RecordedSet(join(path, VOLUMES)),
    remove: () => removeRunFolder({ path, owner, job }),
    leave: () => going.delete(job),
  };
}

/** Removes a folder in such a way that it is never there without an owner: who is killed meanwhile leaves what the next one can judge. */
export async function removeRunFolder({
  path,
  owner,
  job,
}: {
  path: string;
  owner: string;
  job: string;
}): Promise<void> {
  const named = NAMED.test(job) ? path : join(dirname(path), `old~${owner}~${job}`);
  if (named !== path) {
    await rename(path, named).catch((error: NodeJS.ErrnoException) => {
      // Somebody else is removing it.
      if (error.code !== 'ENOENT') throw error;
    });
  }
  await removeTree(named);
}

/** The runs whose folders are there, with what they left on record. */
export function recordedRuns(home: string): { job: string; owner: string; volumes: Set<string>; path: string }[] {
  const jobs = join(home, 'jobs');
  return names(jobs).flatMap((job) => {
    const path = join(jobs, job);
    const owner = NAMED.exec(job)?.[1] ?? text(join(path, OWNER));
    // Removed or renamed since its name was read: whoever does that owns it.
    if (owner === '' && !existsSync(path)) return [];
    return [{ job, path, owner, volumes: new Set(text(join(path, VOLUMES)).split('\n').filter(Boolean)) }];
  });
}

class RecordedSet extends Set<string> {
  readonly #file: string;

  constructor(file: string) {
    super();
    this.#file = file;
  }

  override add(name: string): this {
    if (!this.has(name)) appendFileSync(this.#file, `${name}\n`);
    return super.add(name);
  }
}

function names(folder: string): string[] {
  return unlessAbsent(() => readdirSync(folder)) ?? [];
}

function text(file: string): string {
  return unlessAbsent(() => readFileSync(file, 'utf8')) ?? '';
}

function unlessAbsent<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
