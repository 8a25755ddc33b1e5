import type { ComposeService } from '../model.ts';
import { textsOf } from '../values.ts';
import type { Rule } from './rule.ts';

/** Programs never gain rights that they did not start with; the engine's own profiles stay in force. */
export const securityOpt: Rule<ComposeService> = {
  id: 'security-opt',
  keys: ['security_opt'],
  apply({ value, out, refuse }) {
    for (const option of textsOf(value.security_opt)) {
      if (/^no-new-privileges([:=]true)?$/.test(option)) continue;
      refuse(
        {
          en: `\`security_opt: ${option}\` weakens the protection of the machine. Remove it: your stack works without.`,
          es: `\`security_opt: ${option}\` debilita la protección de la máquina. Quítalo: tu stack funciona sin eso.`,
        },
        'security_opt',
        { has: option },
      );
    }
    out.security_opt = ['no-new-privileges:true'];
  },
};
