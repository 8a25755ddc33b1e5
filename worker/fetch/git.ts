import { type CommandResult, run } from '../engine/command.ts';

export interface GitOptions {
  signal: AbortSignal;
  /** Milliseconds. */
  timeout: number;
  cwd?: string;
  gitDir?: string;
  workTree?: string;
  maxBytes?: number;
  onLine?: (line: string) => void;
}

/**
 * No setting of the machine, of a user or of a repository takes part, and nothing of a repository is ever executed: no hooks, no file system
 * monitor, no credential helpers, no submodules, no bundles from elsewhere, no embedded bare repositories. Redirects are ours to decide.
 */
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.symlinks=true',
  'core.protectHFS=true',
  'core.protectNTFS=true',
  'credential.helper=',
  'fetch.recurseSubmodules=false',
  'submodule.recurse=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'http.followRedirects=false',
  'http.lowSpeedLimit=1',
  'http.lowSpeedTime=30',
  'safe.bareRepository=explicit',
  'safe.directory=*',
  'transfer.bundleURI=false',
].flatMap((setting) => ['-c', setting]);

/**
 * Runs git. It is called directly and not through simple-git, whose abort ends `git` alone: the `git-remote-https` below it lived on until the
 * server let go of it. `run` ends the whole process group.
 */
export function git(args: readonly string[], options: GitOptions): Promise<CommandResult> {
  const { gitDir, workTree, ...rest } = options;
  return run('git', [...SETTINGS, ...args], { ...rest, env: environment(gitDir, workTree) });
}

/** The certificates that the operator trusts are all that is passed on. */
function environment(gitDir?: string, workTree?: string): Record<string, string> {
  const { GIT_SSL_CAINFO, SSL_CERT_FILE } = process.env;
  return {
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_ALLOW_PROTOCOL: 'https',
    GIT_ASKPASS: '/bin/false',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_TERMINAL_PROMPT: '0',
    ...(GIT_SSL_CAINFO && { GIT_SSL_CAINFO }),
    ...(SSL_CERT_FILE && { SSL_CERT_FILE }),
    ...(gitDir && { GIT_DIR: gitDir }),
    ...(workTree && { GIT_WORK_TREE: workTree }),
  };
}
