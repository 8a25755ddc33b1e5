import { writeFile } from 'node:fs/promises';
import { firewallHere } from './firewall.ts';
import { ENGINE_NETWORK } from './network.ts';
import type { OwnPaths } from './paths.ts';
import { registrationOf } from './runtime.ts';

/** What the operator wants of the engine: see `acquireOwnEngine`. */
export interface Wanted {
  privateHosts?: readonly string[];
  runtime?: string | null;
}

/** Writes the engine's configuration, the resolver file that it sees as /etc/resolv.conf, and its firewall. */
export async function writeConfig(paths: OwnPaths, { privateHosts = [], runtime = null }: Wanted): Promise<void> {
  await writeFile(paths.config, `${JSON.stringify(daemonConfig(paths, runtime), null, 2)}\n`);
  await writeFile(paths.resolvConf, `nameserver ${ENGINE_NETWORK.nameServer}\n`);
  await writeFirewall(paths, privateHosts);
}

/** Writes the rules for this machine and these settings. */
export async function writeFirewall(paths: OwnPaths, privateHosts: readonly string[]): Promise<void> {
  await writeFile(paths.firewall, await firewallHere(privateHosts, process.env));
}

function daemonConfig(paths: OwnPaths, runtime: string | null): Record<string, unknown> {
  const runtimes = registrationOf(runtime);
  return {
    'data-root': paths.data,
    // In the engine's own /run, which nobody else sees and which goes with it.
    'exec-root': '/run/docker',
    pidfile: '/run/docker.pid',
    hosts: [paths.host],
    group: 'root',
    'userns-remap': 'default',
    'no-new-privileges': true,
    'live-restore': false,
    'userland-proxy': false,
    icc: false,
    dns: [ENGINE_NETWORK.nameServer],
    'default-address-pools': [ENGINE_NETWORK.pool],
    // systemd would be asked about process ids of the engine's own namespace, and take them for its own.
    'exec-opts': ['native.cgroupdriver=cgroupfs'],
    'cgroup-parent': `/${paths.name}`,
    'log-driver': 'local',
    'log-opts': { 'max-size': '4m', 'max-file': '2' },
    'max-concurrent-downloads': 4,
    ...(runtimes && { runtimes }),
    builder: {
      entitlements: { 'network-host': false, 'security-insecure': false },
      gc: { enabled: true, defaultKeepStorage: '10GB' },
    },
  };
}
