import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest Docker Engine that dockgrade works with. */
export const OLDEST_ENGINE = 26;

/** dockerd and its helpers are looked for here and nowhere else: the engine runs as root. */
export const ENGINE_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const HELPERS = [
  'containerd',
  'runc',
  'iptables',
  'iptables-restore',
  'slirp4netns',
  'unshare',
  'prlimit',
  'flock',
  'mount',
  'useradd',
];

/** Why there can be no own engine here. `code` is one of src/core/errors.ts. */
export interface Misfit {
  code: 'engine-not-permitted' | 'engine-missing' | 'engine-too-old';
  message: string;
  remedy: string;
}

/** Says whether this process can run an engine of its own here: Linux, root, dockerd 26 or newer and its helpers. */
export function ownEngineFits(): { fits: true } | { fits: false; reason: Misfit } {
  const reason = findMisfit();
  return reason ? { fits: false, reason } : { fits: true };
}

function findMisfit(): Misfit | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    const message = "dockgrade's own engine needs Linux and root";
    return { code: 'engine-not-permitted', message, remedy: 'Run as root, or give an engine in DOCKER_HOST.' };
  }
  const missing = ['dockerd', ...HELPERS].filter((program) => !isInstalled(program));
  if (missing.length > 0) {
    const message = `dockgrade's own engine lacks ${missing.join(', ')}`;
    return { code: 'engine-missing', message, remedy: 'Run scripts/setup.sh as root.' };
  }
  const version = engineVersion();
  if (Number.parseInt(version, 10) < OLDEST_ENGINE) {
    const message = `dockerd is ${version}; dockgrade needs ${OLDEST_ENGINE} or newer`;
    return { code: 'engine-too-old', message, remedy: 'Update Docker Engine, or run scripts/setup.sh as root.' };
  }
  return undefined;
}

function isInstalled(program: string): boolean {
  return ENGINE_PATH.split(':').some((folder) => existsSync(join(folder, program)));
}

/** Asked once: dockerd takes a tenth of a second to say it. */
let knownVersion: string | undefined;

function engineVersion(): string {
  knownVersion ??= /version (\d+\.[^\s,]+)/.exec(
    execFileSync('dockerd', ['--version'], { encoding: 'utf8', env: { PATH: ENGINE_PATH } }),
  )?.[1];
  return knownVersion ?? '0';
}
