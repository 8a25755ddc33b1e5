import { isAbsolute } from 'node:path';
import { type CommandResult, run } from '../engine/command.ts';
import { confined } from './confined.ts';
import { curlPin, type Pin } from './pin.ts';

export interface GitOptions {
  signal: AbortSignal;
  /** Milliseconds. */
  timeout: number;
  cwd?: string;
  gitDir?: string;
  workTree?: string;
  maxBytes?: number;
  onLine?: (line: string) => void;
  /** Ends it: other than an abort, that is a result. */
  stop?: AbortSignal;
  /** Of any one file that it writes; default: of a whole repository. */
  fileBytes?: number;
  /** The only place that is asked over the network. */
  pin?: Pin;
  /** Folders that git may write to, and all that it sees of the machine; without them it sees everything, and its network is not needed. */
  folders?: readonly string[];
}

/**
 * No setting of the machine, of a user or of a repository takes part, and nothing of a repository is ever executed: no hooks, no file system
 * monitor, no credential helpers, no submodules, no bundles or packs from elsewhere, no embedded bare repositories. Redirects are ours to decide. What a
 * server sends becomes one file, so that a limit of a file is one of all; large contents are not held in memory.
 */
const SETTINGS = [
  'core.bigFileThreshold=16m',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.packedGitLimit=256m',
  'core.packedGitWindowSize=32m',
  'core.protectHFS=true',
  'core.protectNTFS=true',
  'core.quotePath=true',
  'core.symlinks=true',
  'credential.helper=',
  'fetch.recurseSubmodules=false',
  'fetch.unpackLimit=1',
  'fetch.uriProtocols=',
  'gc.auto=0',
  'http.followRedirects=false',
  'http.lowSpeedLimit=1',
  'http.lowSpeedTime=30',
  'http.proxy=',
  'http.version=HTTP/1.1',
  'maintenance.auto=false',
  'pack.threads=2',
  'safe.bareRepository=explicit',
  'safe.directory=*',
  'submodule.recurse=false',
  'transfer.bundleURI=false',
].flatMap((setting) => ['-c', setting]);

/**
 * Runs git, within limits and, where `folders` are given, sealed. It is called directly and not through simple-git, whose abort ends `git` alone: the
 * `git-remote-https` below it lived on until the server let go of it. `run` ends the whole process group.
 */
export async function git(args: readonly string[], options: GitOptions): Promise<CommandResult> {
  const { gitDir, workTree, pin, folders, fileBytes, ...rest } = options;
  const trusted = trustedCertificates();
  const read = Object.values(trusted).filter((path) => isAbsolute(path));
  const [program, ...before] = await confined(folders ? { write: folders, read } : null, options.signal, fileBytes);
  const pinned = pin ? ['-c', `http.curloptResolve=${curlPin(pin)}`] : [];
  const env = {
    ...ENVIRONMENT,
    ...trusted,
    ...(gitDir && { GIT_DIR: gitDir }),
    ...(workTree && { GIT_WORK_TREE: workTree }),
  };
  return run(program, [...before, 'git', ...SETTINGS, ...pinned, ...args], { ...rest, env });
}

const ENVIRONMENT = {
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_ALLOW_PROTOCOL: 'https',
  GIT_ASKPASS: '/bin/false',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_LFS_SKIP_SMUDGE: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
};

/** The certificates that the operator trusts are all that is passed on. */
function trustedCertificates(): Record<string, string> {
  const { GIT_SSL_CAINFO, SSL_CERT_FILE } = process.env;
  return { ...(GIT_SSL_CAINFO && { GIT_SSL_CAINFO }), ...(SSL_CERT_FILE && { SSL_CERT_FILE }) };
}
