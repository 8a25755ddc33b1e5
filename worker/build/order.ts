import type { ServiceFacts } from '../../src/core/evidence/index.ts';
import type { ComposeModel } from '../admission/model.ts';
import { builtUpon } from './call.ts';

/** Services in an order in which each comes after those whose images it is built upon; those that wait for each other come last. */
export function inOrder(services: readonly ServiceFacts[], model: ComposeModel): ServiceFacts[] {
  const ordered: ServiceFacts[] = [];
  let rest = [...services];
  while (rest.length > 0) {
    const waiting = new Set(rest.map(({ name }) => name));
    const next = rest.filter(({ name }) =>
      builtUpon(model.services[name]?.build).every((other) => !waiting.has(other)),
    );
    if (next.length === 0) return [...ordered, ...rest];
    ordered.push(...next);
    rest = rest.filter((service) => !next.includes(service));
  }
  return ordered;
}
