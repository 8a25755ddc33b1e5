import type { AssignmentFile } from '../../src/core/assignment/schema.ts';
import type { ResolveEvidence, ServiceFacts } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { DEFAULT_DIRECTORY } from '../database/index.ts';

type Stack = AssignmentFile['stack'];
type Roles = Pick<ResolveEvidence, 'app' | 'applications' | 'database'>;

/** Ports that debuggers and TLS use: never the first choice for a plain HTTP question. */
const UNLIKELY_PORTS = new Set([443, 9229, 9230, 5005, 5678, 8443]);
const APPLICATION_NAME = /app|api|web|backend|server|nest|node|express|flask|django/i;

/** Finds the service to probe, its port, and the database: by the assignment where it says so, else by what the stack looks like. */
export function findRoles(services: readonly ServiceFacts[], stack: Stack): Roles {
  const database = findDatabase(services, stack);
  const others = services.filter((service) => service.name !== database?.service && service.database === null);
  return {
    app: findApp(others, stack),
    applications: others.filter(({ build }) => build !== null).map(({ name }) => name),
    database,
  };
}

function findDatabase(services: readonly ServiceFacts[], stack: Stack): Roles['database'] {
  const named = services.find(({ name }) => name === stack.database);
  if (named) return { service: named.name, kind: named.database, reason: saidByAssignment('database') };
  const found = services
    .filter(({ database }) => database !== null)
    .sort(
      (a, b) =>
        Number(a.database === 'redis') - Number(b.database === 'redis') ||
        users(b.name, services) - users(a.name, services) ||
        Number(keepsData(b)) - Number(keepsData(a)),
    )[0];
  if (!found) return null;
  const from = found.image?.reference ?? 'Dockerfile';
  return {
    service: found.name,
    kind: found.database,
    reason: { en: `found by its image (${from})`, es: `encontrada por su imagen (${from})` },
  };
}

/** How many services wait for this one, or name it as a host. An image of a database may also run for its client alone, to write backups. */
function users(name: string, services: readonly ServiceFacts[]): number {
  const host = new RegExp(`(^|[@/,=\\s])${name.replaceAll('.', '\\.')}([:/,\\s]|$)`);
  return services.filter(
    (service) =>
      service.name !== name &&
      (service.dependsOn.some((d) => d.service === name) || service.environment.some(({ value }) => host.test(value))),
  ).length;
}

function keepsData({ database, mounts }: ServiceFacts): boolean {
  const directory = database === null ? '' : DEFAULT_DIRECTORY[database];
  return mounts.some(({ target }) => directory === target || directory.startsWith(`${target}/`));
}

function findApp(candidates: readonly ServiceFacts[], stack: Stack): Roles['app'] {
  const named = candidates.find(({ name }) => name === stack.app);
  const found =
    named ??
    [...candidates].sort(
      (a, b) => likeness(b, candidates) - likeness(a, candidates) || a.name.localeCompare(b.name),
    )[0];
  if (!found) return null;
  const port = stack.port ?? portOf(found);
  return { service: found.name, port, reason: named ? saidByAssignment('app') : reasonFor(found) };
}

/** How much a service looks like the one that users talk to: published first, then built here, then not needed by another. */
function likeness(service: ServiceFacts, candidates: readonly ServiceFacts[]): number {
  const needed = candidates.some(({ dependsOn }) => dependsOn.some((d) => d.service === service.name));
  return (
    (service.ports.length > 0 ? 8 : 0) +
    (service.build ? 4 : 0) +
    (service.expose.length > 0 ? 2 : 0) +
    (needed ? 0 : 1) +
    (APPLICATION_NAME.test(service.name) ? 0.5 : 0)
  );
}

function portOf(service: ServiceFacts): number | null {
  const targets = [...service.ports.map(({ target }) => target), ...service.expose];
  return targets.find((port) => !UNLIKELY_PORTS.has(port)) ?? targets[0] ?? null;
}

function reasonFor(service: ServiceFacts): Text {
  if (service.ports.length > 0) return { en: 'it publishes a port', es: 'publica un puerto' };
  if (service.expose.length > 0) return { en: 'it exposes a port', es: 'expone un puerto' };
  if (service.build) return { en: 'it is built from this repository', es: 'se construye desde este repositorio' };
  return { en: 'it is not a database', es: 'no es una base de datos' };
}

function saidByAssignment(key: string): Text {
  return { en: `the assignment says so (stack.${key})`, es: `lo dice la consigna (stack.${key})` };
}
