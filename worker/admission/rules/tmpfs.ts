import type { ComposeMount, ComposeService } from '../model.ts';
import { fieldsOf, listOf, numberOf, textOf, textsOf } from '../values.ts';
import { isPlace } from './mount-type.ts';
import type { Desk, Rule } from './rule.ts';

const MAX_TMPFS = 5;
/** Its content counts against the memory limit of the container as well. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Folders in memory, bounded, without devices and without programs that change their user. */
export const tmpfs: Rule<ComposeService> = {
  id: 'tmpfs',
  keys: ['tmpfs'],
  apply(desk) {
    const { value, out, refuse } = desk;
    const mounts = listOf(value.volumes).map(fieldsOf);
    const short = textsOf(value.tmpfs);
    const long = mounts.filter((mount) => mount.type === 'tmpfs');
    if (short.length + long.length > MAX_TMPFS) refuse(tooMany(), short.length > 0 ? 'tmpfs' : 'volumes');
    for (const entry of short) {
      const [target = '', options = ''] = entry.split(/:(.*)/s);
      if (!isPlace(target)) refuse(noPlace(entry), 'tmpfs');
      else out.tmpfs = [...(out.tmpfs ?? []), `${target}:${optionsOf(desk, options)}`];
    }
    for (const mount of long) {
      const wanted = fieldsOf(mount.tmpfs);
      const size = String(bound(desk, numberOf(wanted.size), 'volumes'));
      const rebuilt: ComposeMount = { type: 'tmpfs', target: textOf(mount.target) ?? '', tmpfs: { size } };
      const mode = numberOf(wanted.mode);
      // The sticky and permission bits; the rest would change users.
      if (mode !== undefined && Number.isInteger(mode) && mode >= 0 && mode <= 0o1777) rebuilt.tmpfs.mode = mode;
      out.volumes = [...(out.volumes ?? []), rebuilt];
    }
  },
};

function optionsOf(desk: Desk<ComposeService>, text: string): string {
  const given = text.split(',').filter(Boolean);
  const kept = given.filter((option) => /^(mode=[01]?[0-7]{3}|[ug]id=\d{1,9}|exec|noexec|ro|rw)$/.test(option));
  const size = bytesOf(given.find((option) => option.startsWith('size='))?.slice(5));
  return [...kept, 'nosuid', 'nodev', `size=${bound(desk, size, 'tmpfs')}`].join(',');
}

/** The kernel's own notation: bytes, or with k, m, g. A share of memory (`50%`) is no number and gets the limit. */
function bytesOf(text: string | undefined): number | undefined {
  const match = /^(\d+)([kmg]?)b?$/i.exec(text ?? '');
  if (!match) return undefined;
  return Number(match[1]) * 1024 ** ['', 'k', 'm', 'g'].indexOf((match[2] ?? '').toLowerCase());
}

function bound(desk: Desk<ComposeService>, size: number | undefined, key: string): number {
  if (size !== undefined && size >= 1 && size <= MAX_BYTES) return Math.floor(size);
  if (size !== undefined) {
    desk.note(
      'limit',
      {
        en: `A folder in memory may hold ${MAX_BYTES / 1024 / 1024} MiB here.`,
        es: `Una carpeta en memoria puede contener aquí ${MAX_BYTES / 1024 / 1024} MiB.`,
      },
      key,
    );
  }
  return MAX_BYTES;
}

function tooMany() {
  return {
    en: `A service may have ${MAX_TMPFS} folders in memory (\`tmpfs\`). Use fewer.`,
    es: `Un servicio puede tener ${MAX_TMPFS} carpetas en memoria (\`tmpfs\`). Usa menos.`,
  };
}

function noPlace(entry: string) {
  return {
    en: `\`tmpfs: ${entry}\` must name an absolute path in the container.`,
    es: `\`tmpfs: ${entry}\` debe nombrar una ruta absoluta del contenedor.`,
  };
}
