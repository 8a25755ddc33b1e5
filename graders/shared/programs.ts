import type { DatabaseKind } from '../../src/core/evidence/index.ts';
import { programOf } from './processes.ts';

export interface Program {
  kind: 'database' | 'web server' | 'application';
  name: string;
  /** Which database it is. */
  database?: DatabaseKind;
}

const DATABASES = new Map<string, DatabaseKind>([
  ['postgres', 'postgres'],
  ['mysqld', 'mysql'],
  ['mariadbd', 'mariadb'],
  ['mongod', 'mongodb'],
  ['redis-server', 'redis'],
  ['valkey-server', 'redis'],
]);
const WEB_SERVERS = new Set(['nginx', 'apache2', 'httpd', 'caddy', 'haproxy', 'traefik', 'lighttpd']);
const RUNTIMES =
  /^(node|nodejs|npm|npx|yarn|pnpm|bun|deno|python[\d.]*|gunicorn|uvicorn|flask|java|ruby|puma|php[\d.]*|php-fpm[\d.]*|dotnet|go|beam\.smp)$/;
/** Where students put a program that they compiled. */
const OWN_BINARY = /^(\.\/|\/(app|srv|home|opt|usr\/src|usr\/local\/bin|go)\/|\/[^/\s]+(\s|$))/;
const HELPERS =
  /^(sh|bash|ash|dash|zsh|env|su|sudo|gosu|su-exec|setpriv|sleep|tail|cat|cron|crond|tini|dumb-init|docker-init|catatonit|supervisord|runsv.*|s6-.*|init|timeout|wait-for.*|dockerize|.*entrypoint.*|.*\.sh)$/;

/** What a command line is: a database, a web server, an application, or null for shells, inits and other helpers. */
export function programKind(command: string): Program | null {
  const name = programOf(command);
  const database = DATABASES.get(name);
  if (database) return { kind: 'database', name, database };
  if (WEB_SERVERS.has(name)) return { kind: 'web server', name };
  // `python3 /usr/bin/supervisord` starts others and is no application itself.
  if (HELPERS.test(name) || /supervisord/.test(command)) return null;
  if (RUNTIMES.test(name) || OWN_BINARY.test(command.trim())) return { kind: 'application', name };
  return null;
}
