import type { DatabaseKind } from '../../src/core/evidence/index.ts';

interface Known {
  name: string;
  port: number;
  /** Where the official image keeps its data: the place for a volume. */
  directory: string;
  /** An image of it, and the variable that its official image wants; null when it starts without one. */
  image: string;
  password: string | null;
}

const KNOWN: Record<DatabaseKind, Known> = {
  postgres: {
    name: 'PostgreSQL',
    port: 5432,
    directory: '/var/lib/postgresql/data',
    image: 'postgres:16',
    password: 'POSTGRES_PASSWORD',
  },
  mysql: {
    name: 'MySQL',
    port: 3306,
    directory: '/var/lib/mysql',
    image: 'mysql:8.4',
    password: 'MYSQL_ROOT_PASSWORD',
  },
  mariadb: {
    name: 'MariaDB',
    port: 3306,
    directory: '/var/lib/mysql',
    image: 'mariadb:11.4',
    password: 'MARIADB_ROOT_PASSWORD',
  },
  mongodb: { name: 'MongoDB', port: 27017, directory: '/data/db', image: 'mongo:7', password: null },
  redis: { name: 'Redis', port: 6379, directory: '/data', image: 'redis:7', password: null },
};

/** What a person calls it; null for a kind that is not known. */
export function databaseName(kind: DatabaseKind | null): string | null {
  return kind === null ? null : KNOWN[kind].name;
}

export function databasePort(kind: DatabaseKind | null): number | null {
  return kind === null ? null : KNOWN[kind].port;
}

export function defaultDirectory(kind: DatabaseKind | null): string | null {
  return kind === null ? null : KNOWN[kind].directory;
}

/**
 * Where a volume belongs when the database writes to `directory`: PostgreSQL writes to a subfolder of it since 18, and wherever PGDATA
 * says so.
 */
export function mountPoint(directory: string): string {
  if (/^\/var\/lib\/postgresql\/\d+\//.test(directory)) return '/var/lib/postgresql';
  const home = Object.values(KNOWN).find((known) => directory.startsWith(`${known.directory}/`));
  return home?.directory ?? directory;
}

/** The Compose lines of a service `db` with this database. */
export function databaseSnippet(kind: DatabaseKind): string[] {
  const { image, password, directory } = KNOWN[kind];
  return [
    'services:',
    '  db:',
    `    image: ${image}`,
    ...(password === null ? [] : ['    environment:', `      ${password}: \${${password}}`]),
    '    volumes:',
    `      - db-data:${directory}`,
    'volumes:',
    '  db-data:',
  ];
}

/** True when `path` is `directory` or a folder above it. */
export function holds(path: string, directory: string): boolean {
  const clean = path.replace(/\/+$/, '');
  return directory === clean || directory.startsWith(`${clean}/`);
}
