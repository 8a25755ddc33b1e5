import type { ComposeService } from '../model.ts';
import { textsOf } from '../values.ts';
import type { Rule } from './rule.ts';

/** What the entrypoints of the official database images need to hand their data over to their own user. */
const KEPT = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'NET_BIND_SERVICE', 'SETGID', 'SETUID'];
/** Asked for by honest files, and not needed: the program runs a little slower, or its pages may be swapped. */
const HARMLESS = ['SYS_NICE', 'IPC_LOCK', ...KEPT];

/** Every capability is dropped but the few above; what a student drops as well stays dropped. */
export const capabilities: Rule<ComposeService> = {
  id: 'capabilities',
  keys: ['cap_add', 'cap_drop'],
  apply({ value, out, refuse, note }) {
    const added = textsOf(value.cap_add).map(nameOf);
    const dropped = textsOf(value.cap_drop).map(nameOf);
    for (const capability of added) {
      if (!HARMLESS.includes(capability)) {
        refuse(
          {
            en: `\`cap_add: ${capability}\` gives the container rights over the machine. Remove it: applications and databases work without.`,
            es: `\`cap_add: ${capability}\` le da al contenedor derechos sobre la máquina. Quítalo: las aplicaciones y bases de datos funcionan sin eso.`,
          },
          'cap_add',
          { has: capability },
        );
      } else if (!KEPT.includes(capability)) {
        note(
          'strip',
          {
            en: `The capability ${capability} is not given here; nothing in the homework depends on it.`,
            es: `Aquí no se otorga la capacidad ${capability}; nada en la tarea depende de ella.`,
          },
          'cap_add',
        );
      }
    }
    out.cap_drop = ['ALL'];
    const kept = KEPT.filter((name) => added.includes(name) || !(dropped.includes(name) || dropped.includes('ALL')));
    if (kept.length > 0) out.cap_add = kept;
  },
};

function nameOf(capability: string): string {
  return capability.toUpperCase().replace(/^CAP_/, '');
}
