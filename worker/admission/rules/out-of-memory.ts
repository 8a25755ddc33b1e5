import type { ComposeService } from '../model.ts';
import { isUnset } from '../values.ts';
import type { Rule } from './rule.ts';

/** When memory runs out the kernel ends a student's program first, never one of ours. */
export const outOfMemory: Rule<ComposeService> = {
  id: 'out-of-memory',
  keys: ['oom_kill_disable', 'oom_score_adj'],
  apply({ value, out, refuse }) {
    if (!isUnset(value.oom_kill_disable)) {
      refuse(
        {
          en: '`oom_kill_disable` can freeze the whole machine when memory runs out. Remove the line.',
          es: '`oom_kill_disable` puede congelar toda la máquina cuando se acaba la memoria. Quita la línea.',
        },
        'oom_kill_disable',
      );
    }
    if (typeof value.oom_score_adj === 'number' && value.oom_score_adj < 0) {
      refuse(
        {
          en: 'A negative `oom_score_adj` makes the kernel end other programs of the machine first. Remove the line.',
          es: 'Un `oom_score_adj` negativo hace que el kernel termine primero otros programas de la máquina. Quita la línea.',
        },
        'oom_score_adj',
      );
    }
    out.oom_score_adj = 500;
  },
};
