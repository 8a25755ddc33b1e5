import type { ComposeService } from '../model.ts';
import { isUnset, textOf } from '../values.ts';
import type { Rule } from './rule.ts';

/** Who the program runs as. Further groups would be groups of the machine. */
export const user: Rule<ComposeService> = {
  id: 'user',
  keys: ['user', 'group_add'],
  apply({ value, out, refuse, note }) {
    const wanted = textOf(value.user);
    if (wanted !== undefined && /^[A-Za-z0-9_.-]{1,32}(:[A-Za-z0-9_.-]{1,32})?$/.test(wanted)) {
      out.user = wanted;
    } else if (!isUnset(wanted)) {
      refuse(
        {
          en: `\`user: ${wanted}\` must be a name or number, with a group if you like: \`node\`, \`1000:1000\`.`,
          es: `\`user: ${wanted}\` debe ser un nombre o número, con un grupo si quieres: \`node\`, \`1000:1000\`.`,
        },
        'user',
      );
    }
    if (!isUnset(value.group_add)) {
      note(
        'strip',
        {
          en: '`group_add` is left out: those would be groups of the machine.',
          es: '`group_add` se omite: serían grupos de la máquina.',
        },
        'group_add',
      );
    }
  },
};
