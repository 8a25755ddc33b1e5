import type { DatabaseKind } from '../../src/core/evidence/index.ts';
import { databasePort } from './database.ts';
import { linesIn } from './said.ts';

/** What an application writes when it cannot reach its database, and the host that it tried. */
export interface Unreachable {
  line: string;
  host: string;
  /** `itself`: its own container. `unknown-name`: no such host. `refused`: the host is there, nobody listens. */
  why: 'itself' | 'unknown-name' | 'refused';
}

/** A name with a dot is some other host in the world, unless the database's own driver says it. */
const UNKNOWN_NAME = [
  /getaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\w-]+)(?![\w.-])/,
  /could not translate host name "([^"]+)"/,
  /lookup ([\w-]+)(?: on [\d.:]+)?: (?:no such host|server misbehaving)/,
  /UnknownHostException: ([\w-]+)(?![\w.-])/,
  /Unknown (?:MySQL )?server host '([^']+)'/,
  /Can't connect to MySQL server on '([^']+)' \(\[Errno -[23]\]/,
];

/**
 * Reads an application's output (or an answer's body) for the first sign that its database was out of reach. The port decides whether a
 * refused connection is the database's at all; without one none is.
 */
export function findUnreachable(text: string, kind: DatabaseKind | null): Unreachable | null {
  const port = databasePort(kind);
  for (const line of linesIn(text)) {
    for (const pattern of UNKNOWN_NAME) {
      const host = pattern.exec(line)?.[1];
      if (host !== undefined) return { line: line.trim(), host, why: 'unknown-name' };
    }
    const host = port === null ? undefined : refusedHost(line, port);
    if (host !== undefined) return { line: line.trim(), host, why: isItself(host) ? 'itself' : 'refused' };
  }
  return null;
}

/** What drivers write when a connection that they had is gone. */
const LOST =
  /terminating connection due to|Connection terminated( unexpectedly)?|server closed the connection unexpectedly|PROTOCOL_CONNECTION_LOST|Lost connection to (MySQL|MariaDB|server)|server has gone away|MongoNetworkError|MongoServerSelectionError|ServerSelectionTimeoutError|Socket closed unexpectedly|Connection is closed|the database system is shutting down/i;

/** The first line that speaks of a lost connection to a database; null when none does. */
export function lostConnection(log: string): string | null {
  return (
    log
      .split('\n')
      .find((line) => LOST.test(line))
      ?.trim() ?? null
  );
}

/** `localhost` and its addresses: inside a container that is the container. */
export function isItself(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|::1|\[::1\]|0\.0\.0\.0)$/i.test(host);
}

function refusedHost(line: string, port: number): string | undefined {
  const patterns = [
    new RegExp(`ECONNREFUSED (\\S+):${port}\\b`),
    new RegExp(`dial tcp (\\S+):${port}: connect: connection refused`),
    new RegExp(`connection to server at "([^"]+)".*port ${port} failed`),
    new RegExp(`Connection to ([\\w.-]+):${port} refused`),
    new RegExp(`(?:^|\\s)([\\w.-]+):${port}: \\[Errno 111\\]`),
    new RegExp(`Can't reach database server at \`?([\\w.-]+?)\`?:\`?${port}\\b`),
    new RegExp(`Error 111 connecting to ([\\w.-]+):${port}`),
    /Can't connect to (?:local )?(?:MySQL|MariaDB|server).* (?:on|server on) '([^']+)'/,
  ];
  for (const pattern of patterns) {
    const host = pattern.exec(line)?.[1];
    if (host !== undefined) return host;
  }
  return undefined;
}
