import type { ServiceNode, StackGraph } from './graph.ts';

/** What a picture can hold before nobody can read it, and before its layout takes long (50 services with 200 arrows: 0.6 s). */
const MOST = { services: 10, connection: 14, depends: 12, mount: 12 };

/** The part of a stack that is drawn: databases and applications before all others, and of each kind of line the first ones. */
export function fewer(graph: StackGraph): StackGraph {
  const kept = new Set(graph.services.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST.services));
  const services = graph.services.filter((service) => kept.has(service));
  const ids = new Set(services.map(({ id }) => id));
  const edges = (['connection', 'depends', 'mount'] as const).flatMap((kind) =>
    graph.edges
      .filter((edge) => edge.kind === kind && ids.has(edge.from) && (kind === 'mount' || ids.has(edge.to)))
      .slice(0, MOST[kind]),
  );
  const mounted = new Set(edges.filter(({ kind }) => kind === 'mount').map(({ to }) => to));
  return { ...graph, services, stores: graph.stores.filter(({ id }) => mounted.has(id)), edges };
}

function rank({ role }: ServiceNode): number {
  return role === null ? 1 : 0;
}
