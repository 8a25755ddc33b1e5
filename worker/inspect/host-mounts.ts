import { plain } from '../admission/values.ts';
import type { AdmittedService } from './admitted.ts';
import { compare, type Mismatch } from './mismatch.ts';

/** An anonymous volume has a name of 64 hex digits that the engine made up. */
export const ANONYMOUS = /^[0-9a-f]{64}$/;

/** As the engine's API has it. */
interface AskedMount {
  Type: string;
  Source?: string;
  Target: string;
  ReadOnly?: boolean;
  VolumeOptions?: object;
  TmpfsOptions?: object;
}

/** The mounts that were asked for. Compose writes plain volumes as `Binds` (`name:/path:rw`) and everything else as `Mounts`. */
export function hostMountMismatches(
  admitted: AdmittedService,
  { Binds, Mounts }: { Binds?: readonly string[] | null; Mounts?: readonly AskedMount[] | null },
): Mismatch[] {
  const object = `container ${admitted.name}`;
  const short = (Binds ?? []).map(volumeOf);
  const strange = (Binds ?? []).filter((_, at) => short[at] === null);
  const wanted = wantedMounts(admitted);
  const given = [...short.filter((mount) => mount !== null), ...(Mounts ?? [])];
  const own = given.filter((mount) => !isInherited(mount, wanted)).map((mount) => unnamed(mount, wanted));
  return [...compare(object, 'HostConfig.Binds', [], strange), ...compare(object, 'HostConfig.Mounts', wanted, own)];
}

/** `name:/path:rw`; null for a folder of the machine, and for what cannot be read. */
function volumeOf(bind: string): AskedMount | null {
  const [, Source, Target, mode] = /^([^/:][^:]*):(\/[^:]*):(rw|ro)$/.exec(bind) ?? [];
  if (Source === undefined || Target === undefined) return null;
  return { Type: 'volume', Source, Target, ReadOnly: mode === 'ro' };
}

/** The anonymous volume of the image, which Compose hands on from a container to the one that it makes in its place. */
function isInherited({ Type, Source = '', Target }: AskedMount, wanted: readonly AskedMount[]): boolean {
  return Type === 'volume' && ANONYMOUS.test(Source) && !wanted.some((one) => one.Target === Target);
}

/** The same for anonymous volumes of the file. */
function unnamed(mount: AskedMount, wanted: readonly AskedMount[]): AskedMount {
  const nameless = wanted.some(({ Type, Source, Target }) => Type === 'volume' && !Source && Target === mount.Target);
  if (!nameless || !ANONYMOUS.test(mount.Source ?? '')) return mount;
  return { ...mount, Source: undefined };
}

function wantedMounts({ service, model }: AdmittedService): AskedMount[] {
  const mounts = (service.volumes ?? []).map((mount): AskedMount => {
    const about = { Type: mount.type, Target: plain(mount.target) };
    if (mount.type === 'tmpfs')
      return { ...about, TmpfsOptions: { SizeBytes: Number(mount.tmpfs.size), Mode: mount.tmpfs.mode } };
    const ReadOnly = mount.read_only;
    if (mount.type === 'bind') return { ...about, ReadOnly, Source: plain(mount.source) };
    const { nocopy, subpath } = mount.volume;
    const Source = mount.source === undefined ? undefined : model.volumes[mount.source]?.name;
    return { ...about, ReadOnly, Source, VolumeOptions: { NoCopy: nocopy, Subpath: subpath && plain(subpath) } };
  });
  return [...mounts, ...files({ service, model }, 'secrets'), ...files({ service, model }, 'configs')];
}

/** Secrets and configs that are files are mounted; texts are written into the container. */
function files(
  { service, model }: Pick<AdmittedService, 'service' | 'model'>,
  kind: 'secrets' | 'configs',
): AskedMount[] {
  return (service[kind] ?? []).flatMap(({ source, target }) => {
    const file = model[kind][source]?.file;
    if (file === undefined) return [];
    const place = plain(target ?? source);
    const above = kind === 'secrets' ? '/run/secrets/' : '/';
    const Target = place.startsWith('/') ? place : `${above}${place}`;
    return [{ Type: 'bind', Source: plain(file), Target, ReadOnly: true }];
  });
}
