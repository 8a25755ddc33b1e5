import type { DatabaseKind } from '../../src/core/evidence/index.ts';

/** Repository names, without registry and tag, that are databases. Variants such as postgis speak the same protocol. */
const DATABASES: [RegExp, DatabaseKind][] = [
  [/(^|\/)(postgres|postgresql|postgis|timescaledb|timescaledb-ha|pgvector|supabase-postgres)$/, 'postgres'],
  [/(^|\/)mariadb(-galera)?$/, 'mariadb'],
  [/(^|\/)(mysql|mysql-server|percona|percona-server)$/, 'mysql'],
  [/(^|\/)(mongo|mongodb|mongodb-community-server)$/, 'mongodb'],
  [/(^|\/)(redis|redis-stack|redis-stack-server|valkey)$/, 'redis'],
];

/** Which database an image is, by its name. */
export function databaseKind(reference: string): DatabaseKind | null {
  const { repository } = parseReference(reference);
  return DATABASES.find(([name]) => name.test(repository))?.[1] ?? null;
}

/** `registry/repository:tag@digest`, as the distribution spec cuts it: a colon after the last slash starts the tag. */
export function parseReference(reference: string): { repository: string; tag: string | null; digest: boolean } {
  const [named = '', digest] = reference.split('@');
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  return {
    repository: colon === -1 ? named : named.slice(0, colon),
    tag: colon === -1 ? null : named.slice(colon + 1),
    digest: digest !== undefined,
  };
}
