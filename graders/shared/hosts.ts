import type { ResolveEvidence, Where } from '../../src/core/evidence/index.ts';
import { isItself } from './unreachable.ts';

/** A variable that sends an application to a wrong host for its database. */
export interface HostVariable {
  service: string;
  name: string;
  host: string;
  why: 'itself' | 'address' | 'machine';
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
  for (const service of resolve.services) {
    if (!services.includes(service.name)) continue;
    for (const { name, value, where } of service.environment) {
      const host = hostIn(name, value);
      const why = host === null ? null : wrong(host);
      if (host !== null && why !== null) return { service: service.name, name, host, why, where };
    }
  }
  return null;
}

function hostIn(name: string, value: string): string | null {
  const inUrl = URL_HOST.exec(value)?.[1];
  if (inUrl !== undefined) return inUrl;
  if (!DATABASE_WORD.test(name)) return null;
  if (HOST_WORD.test(name)) return value.trim().replace(/:\d+$/, '');
  return KEYWORD_HOST.exec(value)?.[1] ?? null;
}

function wrong(host: string): HostVariable['why'] | null {
  if (isItself(host)) return 'itself';
  if (/^(host|gateway)\.docker\.internal$/i.test(host)) return 'machine';
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host) || /^\[?[0-9a-f]*:[0-9a-f:]+\]?$/i.test(host)) return 'address';
  return null;
}
