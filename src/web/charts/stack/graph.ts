import type { Evidence, MountFacts, ServiceFacts, ServiceState, StartEvidence } from '../../../core/evidence/index.ts';

/** A service as it ran; `state` is null when nothing was started. */
export interface ServiceNode {
  id: string;
  facts: ServiceFacts;
  state: ServiceState | null;
  role: 'application' | 'database' | null;
}

/** What services keep data in: a named volume, one without a name, a path of the repository, or memory. */
export interface StoreNode {
  id: string;
  kind: 'volume' | 'anonymous' | 'bind' | 'tmpfs' | 'other';
  /** The volume or the path; of one without a name where it is mounted. */
  name: string;
}

/** `depends`: written in the Compose file; `connection`: seen while it ran; `mount`: a service keeps something there. */
export interface StackEdge {
  kind: 'connection' | 'depends' | 'mount';
  from: string;
  to: string;
  /** The port, or the path in the container. */
  label: string;
  readOnly: boolean;
}

export interface StackGraph {
  services: ServiceNode[];
  stores: StoreNode[];
  edges: StackEdge[];
  /** It was started, so states, mounts and connections were seen; otherwise all is as it is written. */
  ran: boolean;
}

/** The stack from what was recorded: as the engine had it at the end of the start, or as the Compose file has it where it came to no start. Null without services. */
export function stackGraph({ resolve, start, probe }: Evidence): StackGraph | null {
  if (!resolve || resolve.services.length === 0) return null;
  const states = new Map(start?.attempts.at(-1)?.services.map((state) => [state.service, state]));
  const services = resolve.services.map((facts, index): ServiceNode => {
    const isDatabase = facts.name === resolve.database?.service || facts.database !== null;
    const isApplication = resolve.applications.includes(facts.name) || facts.name === resolve.app?.service;
    return {
      id: `s${index}`,
      facts,
      state: states.get(facts.name) ?? null,
      role: isDatabase ? 'database' : isApplication ? 'application' : null,
    };
  });
  const { stores, edges: mounts } = mountsOf(services);
  const seen = [...(start?.connections ?? []), ...(probe?.connections ?? [])];
  return {
    services,
    stores,
    edges: [...connections(seen, services), ...dependencies(services), ...mounts],
    ran: states.size > 0,
  };
}

function connections(seen: NonNullable<StartEvidence['connections']>, services: readonly ServiceNode[]): StackEdge[] {
  const pairs = Map.groupBy(seen, ({ from, to }) => JSON.stringify([from, to]));
  return [...pairs.values()].flatMap((alike) => {
    const ports = [...new Set(alike.map(({ port }) => port))].sort((a, b) => a - b);
    return alike.slice(0, 1).flatMap(({ from, to }) => edge('connection', from, to, ports.join(', '), services));
  });
}

function dependencies(services: readonly ServiceNode[]): StackEdge[] {
  return services.flatMap(({ facts }) =>
    facts.dependsOn.flatMap(({ service }) => edge('depends', facts.name, service, '', services)),
  );
}

/** Nothing for a service that is not there, or that leads to itself. */
function edge(
  kind: 'connection' | 'depends',
  from: string,
  to: string,
  label: string,
  services: readonly ServiceNode[],
): StackEdge[] {
  const [one, other] = [from, to].map((name) => services.find(({ facts }) => facts.name === name));
  return one && other && one !== other ? [{ kind, from: one.id, to: other.id, label, readOnly: false }] : [];
}

function mountsOf(services: readonly ServiceNode[]): { stores: StoreNode[]; edges: StackEdge[] } {
  const stores = new Map<string, StoreNode>();
  const edges = services.flatMap((service) =>
    mountsSeen(service).map((mount): StackEdge => {
      const kind = mount.type === 'volume' && mount.name === null ? 'anonymous' : mount.type;
      const name = mount.name ?? mount.destination;
      // What has no name belongs to its service alone.
      const key = JSON.stringify(mount.name === null ? [kind, service.id, name] : [kind, name]);
      const store = stores.get(key) ?? { id: `v${stores.size}`, kind, name };
      stores.set(key, store);
      return { kind: 'mount', from: service.id, to: store.id, label: mount.destination, readOnly: mount.readOnly };
    }),
  );
  return { stores: [...stores.values()], edges };
}

function mountsSeen({ facts, state }: ServiceNode): Omit<MountFacts, 'anonymous'>[] {
  if (state) return state.mounts;
  return facts.mounts.map(({ type, source, target, readOnly }) => ({
    type,
    name: source,
    destination: target,
    readOnly,
  }));
}
