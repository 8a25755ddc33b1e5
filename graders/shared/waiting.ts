import type { DatabaseKind, ResolveEvidence } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { withSnippet } from './snippet.ts';

/** A command that succeeds once the database takes connections, as its official image brings it. */
const CHECKS: Record<DatabaseKind, string> = {
  postgres: 'pg_isready -U postgres',
  mysql: 'mysqladmin ping -h 127.0.0.1',
  mariadb: 'healthcheck.sh --connect --innodb_initialized',
  mongodb: "mongosh --quiet --eval 'db.runCommand({ ping: 1 })'",
  redis: 'redis-cli ping',
};

/** A user whom PostgreSQL does not know fills its log with complaints. The second `$` keeps Compose from reading the variable itself. */
const AS_NAMED = 'pg_isready -U $$POSTGRES_USER';

/** How `service` is made to wait until its database is ready, in the names of this Compose file. */
export function waitRemedy(service: string, resolve: ResolveEvidence): Text {
  const { database } = resolve;
  const facts = resolve.services.find((candidate) => candidate.name === database?.service);
  if (database === null || database.service === service) {
    return {
      en: `Look at the last lines of ${service} below and let it retry instead of ending.`,
      es: `Mira abajo las últimas líneas de ${service} y haz que reintente en vez de terminar.`,
    };
  }
  return withSnippet(
    {
      en: `Let ${service} wait until ${database.service} takes connections (or let it try again instead of ending):`,
      es: `Haz que ${service} espere hasta que ${database.service} acepte conexiones (o que reintente en vez de terminar):`,
    },
    [
      'services:',
      `  ${service}:`,
      '    depends_on:',
      `      ${database.service}:`,
      '        condition: service_healthy',
      ...(facts?.healthcheck ? [] : checkLines(database, resolve)),
    ],
  );
}

/** The lines of a health check, for the service of the database. */
export function checkLines(
  database: NonNullable<ResolveEvidence['database']>,
  resolve: Pick<ResolveEvidence, 'services'>,
): string[] {
  return [
    `  ${database.service}:`,
    '    healthcheck:',
    `      test: ["CMD-SHELL", ${JSON.stringify(checkCommand(database, resolve))}]`,
    '      interval: 2s',
    '      retries: 30',
  ];
}

/** What such a check runs, as the Compose file writes it. */
export function checkCommand(
  { service, kind }: NonNullable<ResolveEvidence['database']>,
  { services }: Pick<ResolveEvidence, 'services'>,
): string {
  const named = services.find(({ name }) => name === service)?.environment.some(({ name }) => name === 'POSTGRES_USER');
  if (kind === 'postgres' && named) return AS_NAMED;
  return kind ? CHECKS[kind] : 'exit 0';
}
