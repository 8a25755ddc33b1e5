import type { ComposeService } from '../model.ts';
import { isUnset } from '../values.ts';
import type { Rule } from './rule.ts';

/** Mounts of other containers, also of containers that belong to someone else. */
export const volumesFrom: Rule<ComposeService> = {
  id: 'volumes-from',
  keys: ['volumes_from'],
  apply({ value, refuse }) {
    if (isUnset(value.volumes_from)) return;
    refuse(
      {
        en: '`volumes_from` takes over the mounts of another container. Name the volume under `volumes` in both services instead.',
        es: '`volumes_from` toma los montajes de otro contenedor. Nombra el volumen en `volumes` en ambos servicios.',
      },
      'volumes_from',
    );
  },
};
