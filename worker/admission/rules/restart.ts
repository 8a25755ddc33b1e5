import type { ComposeService } from '../model.ts';
import { fieldsOf, textOf } from '../values.ts';
import type { Rule } from './rule.ts';

const MAX_RETRIES = 5;

/** Who asked to be restarted is, five times at most; who did not ask is not, because that choice is graded. */
export const restart: Rule<ComposeService> = {
  id: 'restart',
  keys: ['restart'],
  apply({ value, out, note }) {
    const wanted = textOf(value.restart) ?? fromDeploy(value.deploy);
    if (wanted === undefined || wanted === 'no' || wanted === 'none') return;
    const own = Number(/^on-failure:(\d+)$/.exec(wanted)?.[1] ?? 0);
    const retries = own > 0 ? Math.min(own, MAX_RETRIES) : MAX_RETRIES;
    out.restart = `on-failure:${retries}`;
    if (own === retries) return;
    note(
      'rewrite',
      {
        en: `\`restart: ${wanted}\` restarts the service at most ${retries} times here, so that a crash loop ends.`,
        es: `\`restart: ${wanted}\` reinicia aquí el servicio como máximo ${retries} veces, para que un ciclo de caídas termine.`,
      },
      'restart',
    );
  },
};

/** Outside a swarm `deploy.restart_policy` means the same as `restart`. */
function fromDeploy(deploy: unknown): string | undefined {
  return textOf(fieldsOf(fieldsOf(deploy).restart_policy).condition);
}
