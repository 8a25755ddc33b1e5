import type { ComposeBuild } from '../../model.ts';
import { isUnset, numberOf, textOf } from '../../values.ts';
import type { Rule } from '../rule.ts';

const MAX_SHM = 256 * 1024 * 1024;

/** Options that change the cost of a build and not its result are decided here; what is not mentioned below is left out in silence. */
export const buildOptions: Rule<ComposeBuild> = {
  id: 'build-options',
  keys: [
    'target',
    'shm_size',
    'ulimits',
    'labels',
    'cache_from',
    'cache_to',
    'no_cache',
    'no_cache_filter',
    'pull',
    'platforms',
    'provenance',
    'sbom',
    'isolation',
    'extra_hosts',
  ],
  apply({ value, out, note }) {
    const target = textOf(value.target);
    if (!isUnset(target)) out.target = target;
    const shm = numberOf(value.shm_size);
    if (shm !== undefined && shm >= 1) out.shm_size = String(Math.min(Math.floor(shm), MAX_SHM));
    if (!isUnset(value.extra_hosts)) {
      note(
        'strip',
        {
          en: '`extra_hosts` is left out: a build has no machine around it that it could reach.',
          es: '`extra_hosts` se omite: un build no tiene a su alrededor ninguna máquina a la que llegar.',
        },
        'extra_hosts',
      );
    }
  },
};
