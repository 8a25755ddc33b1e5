import type { MountFacts, ResolveEvidence, StartEvidence, Where } from '../../src/core/evidence/index.ts';
import { defaultDirectory, holds, mountPoint } from './database.ts';

/** Where a database's data really lies, and what the Compose file meant to do about it. */
export type Storage = { directory: string | null; where: Where | undefined } & (
  | { kind: 'named' | 'bind'; source: string; path: string }
  /** A named volume is there, but not where the data is: on another path, or in another service. */
  | { kind: 'wrong-path'; volume: string; path: string }
  /** The image put its own anonymous volume below the path of the named one. */
  | { kind: 'covered'; volume: string; path: string }
  | { kind: 'wrong-service'; volume: string; service: string }
  | { kind: 'anonymous'; path: string }
  | { kind: 'tmpfs'; path: string }
  | { kind: 'unused'; volume: string }
  | { kind: 'nothing' }
);

/** Reads it from what was mounted when the stack ran; the Compose file only explains why. */
export function storageOf(resolve: ResolveEvidence, start: StartEvidence): Storage {
  const name = start.database?.service ?? resolve.database?.service ?? '';
  const directory = start.database?.dataDirectory ?? defaultDirectory(resolve.database?.kind ?? null);
  const service = resolve.services.find((candidate) => candidate.name === name);
  const declared = service?.mounts ?? [];
  const mount = start.database?.dataMount ?? null;
  const at = (destination: string): Where | undefined =>
    declared.find((one) => one.target.replace(/\/+$/, '') === destination)?.where ?? service?.where;

  if (mount && !mount.anonymous && mount.type !== 'tmpfs') {
    const kind = mount.type === 'volume' ? 'named' : 'bind';
    return { kind, source: mount.name ?? '', path: mount.destination, directory, where: at(mount.destination) };
  }
  const named = declared.filter((one) => one.type === 'volume' && one.source !== null);
  // A database of a kind that is not known: nobody can say where it writes, so a named volume has the benefit of the doubt.
  if (directory === null && named[0]) {
    return { kind: 'named', source: named[0].source ?? '', path: named[0].target, directory, where: named[0].where };
  }
  const above = declared.filter((one) => directory !== null && holds(one.target, directory));
  const tmpfs = mount?.type === 'tmpfs' ? mount.destination : above.find((one) => one.type === 'tmpfs')?.target;
  if (tmpfs !== undefined) return { kind: 'tmpfs', path: tmpfs, directory, where: at(tmpfs) };
  const written = above.find((one) => one.type === 'volume' && one.source === null);
  if (written) return { kind: 'anonymous', path: written.target, directory, where: written.where };
  return meant(resolve, name, directory, mount);
}

/** The data is in the container's own layer or in the image's anonymous volume: which volume was meant to hold it? */
function meant(resolve: ResolveEvidence, name: string, directory: string | null, mount: MountFacts | null): Storage {
  const service = resolve.services.find((candidate) => candidate.name === name);
  const volumes = service?.mounts.filter((one) => one.type === 'volume' && one.source !== null) ?? [];
  const wrong = volumes.find((one) => one.target !== '/docker-entrypoint-initdb.d');
  if (wrong) {
    const covered = directory !== null && holds(wrong.target, directory) && mount?.anonymous === true;
    const kind = covered ? 'covered' : 'wrong-path';
    return { kind, volume: wrong.source ?? '', path: wrong.target, directory, where: wrong.where };
  }
  for (const other of resolve.services) {
    const stray = other.mounts.find(
      (one) => one.type === 'volume' && one.source !== null && directory !== null && holds(one.target, directory),
    );
    if (stray && other.name !== name) {
      return { kind: 'wrong-service', volume: stray.source ?? '', service: other.name, directory, where: stray.where };
    }
  }
  const used = new Set(resolve.services.flatMap((one) => one.mounts.map((m) => m.source)));
  const unused = resolve.volumes?.find((volume) => !used.has(volume.name));
  if (unused) return { kind: 'unused', volume: unused.name, directory, where: unused.where };
  return { kind: 'nothing', directory, where: service?.where };
}

/** The path that a volume of this database belongs on. */
export function rightPath({ directory }: Pick<Storage, 'directory'>): string {
  return directory === null ? '/path/of/the/data' : mountPoint(directory);
}

/** The name that a new volume gets, or the one that is there already. */
export function volumeName(storage: Storage, service: string): string {
  return 'volume' in storage ? storage.volume : `${service}-data`;
}
