import type { ComposeService } from '../model.ts';
import { askedFor, type Rule } from './rule.ts';

/** Devices and credentials of the machine. `deploy.resources.reservations.devices` is looked at here too: it is another way to `gpus`. */
export const devices: Rule<ComposeService> = {
  id: 'devices',
  keys: ['devices', 'device_cgroup_rules', 'gpus', 'credential_spec'],
  apply({ value, refuse }) {
    for (const key of askedFor(value, this.keys)) {
      refuse(
        {
          en: `\`${key}\` asks for hardware or credentials of the machine that runs the stack. Remove it: the homework needs none.`,
          es: `\`${key}\` pide hardware o credenciales de la máquina que ejecuta el stack. Quítalo: la tarea no lo necesita.`,
        },
        key,
      );
    }
  },
};
