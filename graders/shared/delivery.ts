import type { DeliveryFacts, ResolveEvidence } from '../../src/core/evidence/index.ts';
import { blocked, pass, type Verdict } from '../../src/core/verdict.ts';
import { composeCause } from './cause.ts';

/** What lies beside the Docker files, or the verdict when there is nothing to judge by. Evidence of earlier versions does not have it. */
export function deliveryOr(resolve: ResolveEvidence): { facts: DeliveryFacts } | { verdict: Verdict } {
  const cause = composeCause(resolve);
  if (cause) return { verdict: blocked(cause) };
  if (resolve.delivery) return { facts: resolve.delivery };
  return {
    verdict: pass({
      message: {
        en: 'Cannot be told from here: this run did not look at it. It costs no points.',
        es: 'No se puede saber desde aquí: en esta corrección no se miró. No cuesta puntos.',
      },
    }),
  };
}
