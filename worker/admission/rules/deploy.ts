import type { ComposeService } from '../model.ts';
import { fieldsOf, isUnset, numberOf } from '../values.ts';
import type { Rule } from './rule.ts';

/** One container for each service. The rest of `deploy` means something in a swarm only; limits and restarts have rules of their own. */
export const deploy: Rule<ComposeService> = {
  id: 'deploy',
  keys: ['deploy', 'scale'],
  apply({ value, out, refuse, note }) {
    const wanted = fieldsOf(value.deploy);
    const reserved = fieldsOf(fieldsOf(wanted.resources).reservations);
    if (!isUnset(reserved.devices) || !isUnset(reserved.generic_resources)) {
      refuse(
        {
          en: '`reservations` asks for devices of the machine. Remove them: the homework needs none.',
          es: '`reservations` pide dispositivos de la máquina. Quítalos: la tarea no los necesita.',
        },
        'deploy',
        'resources',
        'reservations',
      );
    }
    const copies = numberOf(value.scale) ?? numberOf(wanted.replicas) ?? 1;
    if (copies === 0) out.scale = 0;
    if (copies <= 1) return;
    note(
      'limit',
      {
        en: `One container runs for this service instead of ${copies}.`,
        es: `Se ejecuta un contenedor para este servicio en lugar de ${copies}.`,
      },
      ...(numberOf(value.scale) === undefined ? ['deploy', 'replicas'] : ['scale']),
    );
  },
};
