import type { ComposeService } from '../model.ts';
import { askedFor, type Rule } from './rule.ts';

/** What a container would share with the machine or with other containers. It has its own, and the file says so: what an engine does by itself differs. */
export const hostNamespaces: Rule<ComposeService> = {
  id: 'host-namespaces',
  keys: ['pid', 'ipc', 'uts', 'userns_mode', 'cgroup', 'cgroup_parent'],
  apply({ value, out, refuse }) {
    out.ipc = 'private';
    out.cgroup = 'private';
    for (const key of askedFor(value, this.keys)) {
      if (value[key] === 'private') continue;
      refuse(
        {
          en: `\`${key}: ${value[key]}\` would let the container share what belongs to the machine or to others. Remove the line: each container has its own.`,
          es: `\`${key}: ${value[key]}\` haría que el contenedor comparta lo que es de la máquina o de otros. Quita la línea: cada contenedor tiene lo suyo.`,
        },
        key,
      );
    }
  },
};
