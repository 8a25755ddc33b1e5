import { isIPv4 } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { DockgradeError } from './errors.ts';
import { type GitHost, parseGitHosts } from './git-hosts.ts';

const absolute = z.string().startsWith('/', 'an absolute path');
const seconds = (most: number) => {
  const expected = `seconds from 0 to ${most}`;
  return z.coerce.number(expected).int(expected).min(0, expected).max(most, expected);
};
/** Pages and API lie at the root of a host of their own. */
const OWN_ADDRESS = 'an address without a path, such as https://grades.example.com';
const flag = z.enum(['0', '1'], '1 or 0').transform((value) => value === '1');

/** What every command reads. The descriptions are shown by `dockgrade --help`. */
const general = {
  DOCKGRADE_DATA: absolute
    .optional()
    .describe('folder in which dockgrade keeps its things (root: /var/lib/dockgrade; else below the home folder)'),
  DOCKER_HOST: z
    .string()
    .regex(/^(unix|tcp):\/\/.+/, 'an address such as unix:///var/run/docker.sock')
    .optional()
    .describe("the engine to use; without it root gets dockgrade's own engine, others the machine's"),
  DOCKGRADE_URL: z
    .url({ protocol: /^https?$/, error: OWN_ADDRESS, abort: true })
    .regex(/^\w+:\/\/[^/?#]+\/*$/, OWN_ADDRESS)
    .optional()
    .describe(
      'address of the service: where its users reach it, and where the command line asks (default: http://localhost:PORT)',
    ),
  DOCKGRADE_TOKEN: z.string().optional().describe('token that the command line signs in with'),
  DOCKGRADE_GRADERS: absolute
    .optional()
    .describe('folder with graders of your own, which judge beside those of dockgrade'),
  DOCKGRADE_TRIVY: absolute
    .optional()
    .describe('path of the program trivy, which then scans every image that is built; without it none is scanned'),
  DOCKGRADE_PRIVATE_HOSTS: z
    .string()
    .refine(
      (text) => text.trim().split(/\s+/).every(isPlace),
      'addresses such as 10.1.2.3, 10.1.2.0/24 or 10.1.2.3:8081',
    )
    .optional()
    .describe(
      "private addresses that builds and open runs may reach in dockgrade's own engine, such as a package mirror's, separated by spaces",
    ),
  DOCKGRADE_RUNTIME: z
    .string()
    .regex(/^(\/[\w./-]*)?[a-zA-Z0-9][\w.-]*$/, 'the name or the path of a container runtime, such as runsc')
    .optional()
    .describe("container runtime that students' containers get, by name or path; without it the engine's own default"),
  DOCKGRADE_DEBUG: flag.default(false).describe('1 shows where in the code a fault of dockgrade happened'),
  NO_COLOR: z.string().optional().describe('any value: no colours'),
};

/** What `serve`, `api` and `worker` read besides. */
const service = {
  DOCKGRADE_HOST: z.string().default('127.0.0.1').describe('address that the service listens on'),
  DOCKGRADE_PORT: z.coerce
    .number('a port from 1 to 65535')
    .int('a port from 1 to 65535')
    .min(1, 'a port from 1 to 65535')
    .max(65535, 'a port from 1 to 65535')
    .default(8080)
    .describe('port that the service listens on'),
  DOCKGRADE_TRUST_PROXY: flag.default(false).describe('1 behind a reverse proxy: believe its X-Forwarded-* headers'),
  REDIS_URL: z
    .string()
    .regex(/^(rediss?|unix):\/\/.+/, 'an address such as redis://:PASSWORD@HOST:6379')
    .optional()
    .describe('Redis of the queue (default: a redis-server of its own in the data folder)'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, 'an address such as postgresql://USER:PASSWORD@HOST/DATABASE')
    .optional()
    .describe('PostgreSQL of the store (default: a SQLite file in the data folder)'),
  DOCKGRADE_CONCURRENCY: z.coerce
    .number('a number from 1 to 64')
    .int('a number from 1 to 64')
    .min(1, 'a number from 1 to 64')
    .max(64, 'a number from 1 to 64')
    .default(2)
    .describe('how many submissions a worker runs at once'),
  DOCKGRADE_DRAIN: seconds(3600)
    .default(60)
    .describe('seconds that running submissions get at a stop, before they are put back'),
  DOCKGRADE_FOLDERS: z
    .string()
    .regex(/^\/[^:]*(:\/[^:]*)*$/, 'absolute paths, separated by ":"')
    .optional()
    .describe('folders that a worker may grade besides the bundled examples, separated by ":"'),
  DOCKGRADE_GIT_HOSTS: z
    .string()
    .refine(
      (text) => parseGitHosts(text) !== null,
      'hosts such as github.com, git.example.com:8443 or git.lan=10.1.2.3',
    )
    .default('github.com gitlab.com bitbucket.org codeberg.org')
    .describe(
      'hosts whose repositories are taken, separated by spaces; one inside a private network is named with its address: git.lan=10.1.2.3',
    ),
  DOCKGRADE_GITHUB_URL: z
    .url({ protocol: /^https?$/, error: 'an address such as https://github.com' })
    .default('https://github.com')
    .describe('GitHub, or a GitHub Enterprise Server'),
  DOCKGRADE_GITHUB_API: z
    .url({ protocol: /^https?$/, error: 'an address such as https://api.github.com' })
    .optional()
    .describe('its API (default: https://api.github.com, or /api/v3 of an Enterprise Server)'),
  DOCKGRADE_GITHUB_SECRET: z
    .string()
    .min(16, 'at least 16 characters')
    .optional()
    .describe('secret of the webhook; without it pushes are not taken'),
  DOCKGRADE_GITHUB_TOKEN: z
    .string()
    .optional()
    .describe('token that may write commit statuses; without it none are written'),
  DOCKGRADE_GITHUB_CLIENT_ID: z.string().optional().describe('OAuth app for signing in with GitHub'),
  DOCKGRADE_GITHUB_CLIENT_SECRET: z.string().optional().describe('its secret'),
  DOCKGRADE_LOG: z
    .enum(['debug', 'info', 'warn', 'error'], 'debug, info, warn or error')
    .default('info')
    .describe('how much is logged'),
};

/** Every environment variable that dockgrade reads; docs/operating.md lists them all. */
export const settingsSchema = z.object({ ...general, ...service });
export const generalSettings = Object.keys(general);

export interface Settings {
  /** Absolute path. */
  data: string;
  dockerHost: string | null;
  /** Absolute path. */
  graders: string | null;
  /** Absolute path. */
  trivy: string | null;
  /** IPv4 addresses or networks, each with a TCP port where it has one. */
  privateHosts: string[];
  /** A name, or an absolute path. */
  runtime: string | null;
  debug: boolean;
  color: boolean;
  /** Address of the service, without a slash at the end. */
  url: string;
  token: string | null;
  listen: { host: string; port: number; trustProxy: boolean };
  redisUrl: string | null;
  databaseUrl: string | null;
  concurrency: number;
  /** Seconds. */
  drain: number;
  /** Absolute paths. */
  folders: string[];
  gitHosts: GitHost[];
  github: {
    url: string;
    api: string;
    secret: string | null;
    token: string | null;
    oauth: { id: string; secret: string } | null;
  };
  log: 'debug' | 'info' | 'warn' | 'error';
}

/** Their values are never shown. */
const SECRETS = [
  'DOCKGRADE_TOKEN',
  'REDIS_URL',
  'DATABASE_URL',
  'DOCKGRADE_GITHUB_SECRET',
  'DOCKGRADE_GITHUB_TOKEN',
  'DOCKGRADE_GITHUB_CLIENT_SECRET',
];

/** Reads the settings. A variable that is empty counts as not set. Throws `setting-invalid` with its name and what was expected. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `${name} ${SECRETS.includes(name) ? 'does not fit' : `is ${JSON.stringify(set[name])}`}, expected ${message}`;
    });
    throw new DockgradeError('setting-invalid', lines.join('; '), { remedy: 'Change or unset it.' });
  }
  const s = parsed.data;
  const github = bare(s.DOCKGRADE_GITHUB_URL);
  return {
    data: s.DOCKGRADE_DATA ?? defaultData(set),
    dockerHost: s.DOCKER_HOST ?? null,
    graders: s.DOCKGRADE_GRADERS ?? null,
    trivy: s.DOCKGRADE_TRIVY ?? null,
    runtime: s.DOCKGRADE_RUNTIME ?? null,
    privateHosts: s.DOCKGRADE_PRIVATE_HOSTS?.trim().split(/\s+/) ?? [],
    debug: s.DOCKGRADE_DEBUG,
    color: s.NO_COLOR === undefined,
    url: bare(s.DOCKGRADE_URL ?? `http://localhost:${s.DOCKGRADE_PORT}`),
    token: s.DOCKGRADE_TOKEN ?? null,
    listen: { host: s.DOCKGRADE_HOST, port: s.DOCKGRADE_PORT, trustProxy: s.DOCKGRADE_TRUST_PROXY },
    redisUrl: s.REDIS_URL ?? null,
    databaseUrl: s.DATABASE_URL ?? null,
    concurrency: s.DOCKGRADE_CONCURRENCY,
    drain: s.DOCKGRADE_DRAIN,
    folders: s.DOCKGRADE_FOLDERS?.split(':') ?? [],
    gitHosts: parseGitHosts(s.DOCKGRADE_GIT_HOSTS) ?? [],
    github: {
      url: github,
      api: bare(
        s.DOCKGRADE_GITHUB_API ?? (github === 'https://github.com' ? 'https://api.github.com' : `${github}/api/v3`),
      ),
      secret: s.DOCKGRADE_GITHUB_SECRET ?? null,
      token: s.DOCKGRADE_GITHUB_TOKEN ?? null,
      oauth: oauth(s.DOCKGRADE_GITHUB_CLIENT_ID, s.DOCKGRADE_GITHUB_CLIENT_SECRET),
    },
    log: s.DOCKGRADE_LOG,
  };
}

/** An IPv4 address or network, maybe with a TCP port. */
function isPlace(text: string): boolean {
  const [, address = '', prefix = '32', port = '1'] = /^([\d.]+)(?:\/(\d{1,2}))?(?::(\d{1,5}))?$/.exec(text) ?? [];
  return isIPv4(address) && Number(prefix) <= 32 && Number(port) >= 1 && Number(port) <= 65_535;
}

function oauth(id: string | undefined, secret: string | undefined): { id: string; secret: string } | null {
  if (id !== undefined && secret !== undefined) return { id, secret };
  if (id === undefined && secret === undefined) return null;
  const missing = id === undefined ? 'DOCKGRADE_GITHUB_CLIENT_ID' : 'DOCKGRADE_GITHUB_CLIENT_SECRET';
  throw new DockgradeError('setting-invalid', `${missing} is not set, expected both of an OAuth app, or none`, {
    remedy: 'Set or unset both.',
  });
}

function bare(url: string): string {
  return url.replace(/\/+$/, '');
}

function defaultData(environment: Record<string, string | undefined>): string {
  if (process.getuid?.() === 0) return '/var/lib/dockgrade';
  const base = environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share');
  return join(base, 'dockgrade');
}
