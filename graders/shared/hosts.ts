import type { ResolveEvidence, Where } from '../../src/core/evidence/index.ts';
import { isItself } from './unreachable.ts';

/** A variable that tells an application the host of its database. `itself`: its own container; `machine`: the one that Docker runs on; `outside`: somewhere in the world. */
export interface HostVariable {
  service: string;
  name: string;
  host: string;
  why: 'name' | 'itself' | 'address' | 'machine' | 'outside';
  where: Where;
}

const URL_HOST =
  /(?:postgres(?:ql)?|mysql2?|mariadb|mongodb(?:\+srv)?|redis|rediss|sqlserver)(?:\+\w+)?:\/\/(?:[^@/\s]*@)?(\[[^\]]+\]|[^:/?#,;\s]+)/i;
const KEYWORD_HOST = /(?:^|[\s;])(?:host|server)\s*=\s*([^\s;]+)/i;
const DATABASE_WORD =
  /(^|_)(DB|DATABASE|PG|POSTGRES(QL)?|MYSQL|MARIADB|MONGO(DB)?|REDIS|SQL|TYPEORM|SEQUELIZE)(_|HOST|$)/i;
const HOST_WORD = /(HOST(NAME)?|SERVER|ADDR(ESS)?)$/i;

/** The first variable of these services whose host for the database cannot be, or should not be, a service of the stack. */
export function badHost(resolve: ResolveEvidence, services: readonly string[]): HostVariable | null {
  return hosts(resolve, services).find(({ why }) => why !== 'name') ?? null;
}

/** The first variable of these services that names a fixed address, or a host outside of the stack, where the name of a service belongs. */
export function addressHost(resolve: ResolveEvidence, services: readonly string[]): HostVariable | null {
  return hosts(resolve, services).find(({ why }) => why === 'address' || why === 'outside') ?? null;
}

/** The first variable of these services that names the database service as host. */
export function namedHost(resolve: ResolveEvidence, services: readonly string[]): HostVariable | null {
  return hosts(resolve, services).find(({ host }) => host === resolve.database?.service) ?? null;
}

function hosts(resolve: ResolveEvidence, services: readonly string[]): HostVariable[] {
  return resolve.services
    .filter((service) => services.includes(service.name))
    .flatMap((service) =>
      service.environment.flatMap(({ name, value, where }) => {
        const host = hostIn(name, value);
        return host === null ? [] : [{ service: service.name, name, host, why: kindOf(host, resolve), where }];
      }),
    );
}

function hostIn(name: string, value: string): string | null {
  const inUrl = URL_HOST.exec(value)?.[1];
  if (inUrl !== undefined) return inUrl;
  if (!DATABASE_WORD.test(name)) return null;
  if (HOST_WORD.test(name)) return value.trim().replace(/:\d+$/, '');
  return KEYWORD_HOST.exec(value)?.[1] ?? null;
}

function kindOf(host: string, { services }: ResolveEvidence): HostVariable['why'] {
  if (isItself(host)) return 'itself';
  if (/^(host|gateway)\.docker\.internal$/i.test(host)) return 'machine';
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host) || /^\[?[0-9a-f]*:[0-9a-f:]+\]?$/i.test(host)) return 'address';
  return host.includes('.') && !services.some(({ name }) => name === host) ? 'outside' : 'name';
}
