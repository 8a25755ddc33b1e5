import type { Log } from '../src/core/log.ts';

/** What a worker reads of its environment. Nothing else is looked at, so that nothing else can keep it from starting. */
const READ = [
  'REDIS_URL',
  'DOCKGRADE_DATA',
  'DOCKER_HOST',
  'DOCKGRADE_CONCURRENCY',
  'DOCKGRADE_DRAIN',
  'DOCKGRADE_FOLDERS',
  'DOCKGRADE_GIT_HOSTS',
  'DOCKGRADE_TRIVY',
  'DOCKGRADE_PRIVATE_HOSTS',
  'DOCKGRADE_RUNTIME',
  'DOCKGRADE_LOG',
  'DOCKGRADE_DEBUG',
  'NO_COLOR',
  'XDG_DATA_HOME',
];
/** Credentials of the API's; also the names of files that hold them. */
const FOREIGN = /^(DATABASE_URL|PGPASSWORD|GITHUB_TOKEN|GH_TOKEN|DOCKGRADE_\w*(TOKEN|SECRET|PASSWORD))(_FILE)?$/;
/** Its own: read once, then of no use to any child. */
const OWN = ['REDIS_URL', 'REDIS_URL_FILE'];

/** The part of an environment that a worker reads. */
export function workerEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(READ.flatMap((name) => (name in environment ? [[name, environment[name]]] : [])));
}

/**
 * Takes every credential out of the environment, so that no program that the worker starts inherits one. Those that a worker should never have been
 * given are told in the log, by name. Call it after `REDIS_URL` was read.
 */
export function keepClean(environment: NodeJS.ProcessEnv, log: Log): void {
  const foreign = Object.keys(environment).filter((name) => FOREIGN.test(name));
  for (const name of [...foreign, ...OWN]) delete environment[name];
  if (foreign.length === 0) return;
  log.warn(
    { variables: foreign },
    'a worker needs no credential but Redis: forgot what its environment held; unset it',
  );
}
