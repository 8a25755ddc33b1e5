import { durationOf, secondsOf } from '../duration.ts';
import type { ComposeService } from '../model.ts';
import type { Rule } from './rule.ts';

const MAX_SECONDS = 10;

/** How long a program may take to end. Ten seconds are Docker's own default. */
export const stopGracePeriod: Rule<ComposeService> = {
  id: 'stop-grace-period',
  keys: ['stop_grace_period'],
  apply({ value, out, note }) {
    const seconds = secondsOf(value.stop_grace_period);
    if (seconds === undefined) return;
    out.stop_grace_period = durationOf(Math.min(seconds, MAX_SECONDS));
    if (seconds <= MAX_SECONDS) return;
    note(
      'limit',
      {
        en: `\`stop_grace_period\` is ${MAX_SECONDS} seconds here: a program should end well before.`,
        es: `\`stop_grace_period\` es aquí de ${MAX_SECONDS} segundos: un programa debería terminar mucho antes.`,
      },
      'stop_grace_period',
    );
  },
};
