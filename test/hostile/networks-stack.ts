import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { Container, Engine } from '../../worker/engine/engine.ts';
import { ENGINE_NETWORK } from '../../worker/engine/own/network.ts';
import { machineNetworks } from '../../worker/machine-networks.ts';
import type { Attempt } from '../../worker/proof/attempt.ts';
import type { HostileFiles } from '../support/hostile.ts';
import { ROOT } from '../support/places.ts';

export const IMAGE = 'node:24-bookworm-slim';
export const METADATA = '169.254.169.254';
/** A public address, at which Azure tells its own machines their secrets. */
export const AZURE = '168.63.129.16';

/** Asks for the way out of the sandbox in every way that a Compose file knows. */
const COMPOSE = (port: number) => `
services:
  app:
    build: .
    ports: ["0.0.0.0:22:22", "6379:6379", "0.0.0.0:3000:3000"]
    extra_hosts: ["host.docker.internal:host-gateway", "worker:127.0.0.1"]
    dns: [10.0.0.2]
    mac_address: "02:42:ac:11:00:02"
    logging: { driver: syslog, options: { syslog-address: "tcp://127.0.0.1:${port}" } }
    annotations: { run.oci.hooks.stdout: "1" }
    labels: { traefik.enable: "true", com.docker.compose.project: other }
    networks: { default: { ipv4_address: 172.28.5.5 } }
networks:
  default: { driver_opts: { com.docker.network.bridge.name: docker0 }, ipam: { config: [{ subnet: 172.28.0.0/16 }] } }
`;

/** The base image's perl opens the sockets that Node cannot. What it tells is packed: evidence keeps the beginning of an answer. */
const SERVER = `
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { networkInterfaces } = require('node:os');
const { gzipSync } = require('node:zlib');
const run = (program, ...args) => {
  try { return execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] }).toString(); }
  catch (error) { return 'failed: ' + error.stderr; }
};
const raw = (family, type, protocol) =>
  run('perl', '-e', 'use Socket; socket(my $s, ' + [family, type, protocol] + ') or die "$!"; print "opened"');
require('node:http').createServer(({ url }, response) => {
  if (url !== '/tried') return response.end('ok');
  const told = JSON.stringify({
    tried: run('node', '/app/inside.mts', 'try', readFileSync('/app/tries.json', 'utf8')),
    built: readFileSync('/app/built.txt', 'utf8'),
    forging: readFileSync('/app/forging.txt', 'utf8'),
    ipv6: Object.values(networkInterfaces()).flat().filter(({ family, internal }) => family === 'IPv6' && !internal),
    raw: { packets: raw(17, 3, 768), ping: raw(2, 3, 1), plain: raw(2, 1, 0) },
  });
  response.end(gzipSync(told).toString('base64'));
}).listen(3000);
process.on('SIGTERM', () => process.exit(0));
`;
const DOCKERFILE = `FROM ${IMAGE}
COPY . /app/
RUN node /app/inside.mts try "$(cat /app/builds.json)" > /app/built.txt
RUN perl -e 'use Socket; for (2, 17) { print socket(my $s, $_, 3, 1) ? "opened" : "$!", "\\n" }' > /app/forging.txt
CMD ["node", "/app/server.js"]
`;

/**
 * A submission that tries, while it is built and while it runs, and tells at `/tried` what it reached.
 * @param port of a listener of the worker's
 */
export async function networkStack(
  port: number,
  tries: readonly Attempt[],
  builds: readonly Attempt[],
): Promise<HostileFiles> {
  return {
    'compose.yaml': COMPOSE(port),
    Dockerfile: DOCKERFILE,
    'server.js': SERVER,
    'inside.mts': await readFile(join(ROOT, 'worker/proof/inside.ts'), 'utf8'),
    'tries.json': JSON.stringify(tries),
    'builds.json': JSON.stringify(builds),
  };
}

/** What must be out of reach for all. */
export function forbidden(ports: { machine: number; inside: number }): Attempt[] {
  const { addresses } = machineNetworks();
  const neighbours = Array.from({ length: 16 }, (_, at) => `172.${16 + at}`).flatMap((net) => [
    `${net}.0.1`,
    `${net}.5.5`,
  ]);
  const lan = [
    '10.0.0.1',
    '10.255.255.53',
    '192.168.0.1',
    '100.100.100.200',
    '127.0.0.2',
    '198.18.0.1',
    'fe80::1%eth0',
  ];
  const machines = [...addresses, ENGINE_NETWORK.loopback, ...neighbours, ...lan];
  return [
    { target: 'gateway', address: 'gateway', port: ports.inside },
    { target: 'gateway', address: ENGINE_NETWORK.engine, port: ports.inside },
    { target: 'machine', address: ENGINE_NETWORK.nameServer, port: 80 },
    ...[METADATA, AZURE].map((address): Attempt => ({ target: 'metadata', address, port: 80 })),
    ...machines.map((address): Attempt => ({ target: 'machine', address, port: ports.machine })),
  ];
}

/** The application's container while it runs. */
export function containerOf(
  engine: Engine,
  project: string,
  running: Promise<unknown>,
  signal: AbortSignal,
): Promise<Container> {
  let over = false;
  running.finally(() => (over = true)).catch(() => undefined);
  return vi.waitUntil(
    async () => {
      if (over) throw new Error('its container was never seen');
      return (await engine.containers(project, signal)).find(({ State }) => State.Running);
    },
    { timeout: 120_000, interval: 100 },
  ) as Promise<Container>;
}
