import { DockgradeError } from '../core/errors.ts';

/** SQLite: the file cannot be read or written, is locked for too long, or is no database. */
const SQLITE_AWAY = /^SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|READONLY|FULL|CORRUPT|NOTADB|PERM|AUTH)/;
/**
 * PostgreSQL: connection, authorisation, no such database, resources, shutting down, faults of its system (https://www.postgresql.org/docs/current/errcodes-appendix.html),
 * and what Node says of a connection or a folder.
 */
const POSTGRES_AWAY =
  /^(08|28|3D|53|57P|58|25006$|57014$)|^E(CONN|HOST|NET|PIPE|NOENT|TIMEDOUT|ACCES|AI_AGAIN|NOTFOUND|NOTDIR|EXIST|ISDIR|ROFS|NOSPC)/;
/** pg has no code for these. */
const CONNECTION =
  /^Connection terminated|^timeout exceeded|^Query read timeout|^Client has encountered a connection error|^Cannot use a pool|connection is not open|driver has already been destroyed/i;

/** What a database threw, as the store throws it: `store-unreachable` when it is away; all else as it is. */
export function storeFault(error: unknown): unknown {
  if (error instanceof DockgradeError || !(error instanceof Error) || !isAway(error)) return error;
  return new DockgradeError('store-unreachable', `The database does not answer: ${error.message}`, {
    cause: error,
    remedy: 'Check that it runs, that DATABASE_URL fits, and that its disk has space left.',
  });
}

/** Another row holds this value already. */
export function isTaken(error: unknown): boolean {
  const code = codeOf(error);
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}

/** Another process, or another connection of this one, writes to the SQLite file. */
export function isLocked(error: unknown): boolean {
  return codeOf(error) === 'SQLITE_BUSY';
}

/** Serialisation failure or deadlock. */
export function isSerialisationFailure(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error));
}

function isAway(error: Error): boolean {
  const code = codeOf(error);
  return SQLITE_AWAY.test(code) || POSTGRES_AWAY.test(code) || CONNECTION.test(error.message) || isAwayInside(error);
}

/** Node gathers what several addresses of a host said. */
function isAwayInside(error: Error): boolean {
  return error instanceof AggregateError && error.errors.some((inner) => inner instanceof Error && isAway(inner));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
