import type { AdmissionInput } from '../../../../worker/admission/admit.ts';

import { FILES, LIFE } from './more-rewrites.ts';

/** One key of the service `app` (beside a service `db`), what it becomes, and the rules that say so. `undefined`: it is not there. */
export interface Rewrite {
  name: string;
  service: string;
  top?: string;
  becomes: Record<string, unknown>;
  notes?: string[];
  input?: Partial<AdmissionInput>;
}

const MIB = 1024 ** 2;
const ALL_KEPT = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'NET_BIND_SERVICE', 'SETGID', 'SETUID'];

const SECURITY: Rewrite[] = [
  {
    name: 'a plain service gets our limits and nothing else',
    service: 'tty: true',
    becomes: {
      tty: undefined,
      cap_drop: ['ALL'],
      cap_add: ALL_KEPT,
      security_opt: ['no-new-privileges:true'],
      mem_limit: String(1024 * MIB),
      memswap_limit: String(1024 * MIB),
      cpus: 2,
      pids_limit: 256,
      oom_score_adj: 500,
      ipc: 'private',
      cgroup: 'private',
      logging: { driver: 'local', options: { 'max-file': '2', 'max-size': '5m' } },
      labels: { 'dev.dockgrade.job': 'abc' },
      restart: undefined,
      init: undefined,
      healthcheck: undefined,
      networks: { default: null },
    },
  },
  {
    name: 'capabilities that are dropped stay dropped',
    service: 'cap_drop: [SETUID, chown]',
    becomes: { cap_add: ALL_KEPT.filter((name) => !['CHOWN', 'SETUID'].includes(name)) },
  },
  {
    name: 'all capabilities dropped and one added',
    service: 'cap_drop: [ALL]\n    cap_add: [NET_BIND_SERVICE]',
    becomes: { cap_add: ['NET_BIND_SERVICE'] },
  },
  {
    name: 'a harmless capability is left out',
    service: 'cap_add: [SYS_NICE]',
    becomes: { cap_add: ALL_KEPT },
    notes: ['capabilities'],
  },
  {
    name: 'no-new-privileges is ours already',
    service: 'security_opt: ["no-new-privileges=true"]',
    becomes: { security_opt: ['no-new-privileges:true'] },
  },
  {
    name: 'a queue length is kept',
    service: 'sysctls: { net.core.somaxconn: 1024 }',
    becomes: { sysctls: { 'net.core.somaxconn': '1024' } },
  },
  {
    name: 'logs stay here',
    service: 'logging: { driver: syslog, options: { syslog-address: "tcp://127.0.0.1:6379" } }',
    becomes: { logging: { driver: 'local' } },
    notes: ['logging'],
  },
  {
    name: 'labels and annotations are ours alone',
    service: 'labels: { com.docker.compose.project: other }\n    annotations: { run.oci.hooks: x }',
    becomes: { labels: { 'dev.dockgrade.job': 'abc' }, annotations: undefined },
    notes: ['labels', 'labels'],
  },
];

const NETWORK: Rewrite[] = [
  {
    name: 'a service without a network stays without',
    service: 'network_mode: none',
    becomes: { network_mode: 'none', networks: undefined },
  },
  {
    name: 'the bridge of all becomes the network of the stack',
    service: 'network_mode: bridge',
    becomes: { network_mode: undefined, networks: { default: null } },
    notes: ['network-mode'],
  },
  {
    name: 'addresses are left out, aliases stay',
    service: 'networks: { default: { ipv4_address: 10.1.1.1, aliases: [api] } }',
    becomes: { networks: { default: { aliases: ['api'] } } },
    notes: ['service-networks'],
  },
  {
    name: 'a fixed address that is asked for is the name of its service',
    service: `command: [wait-for, "10.1.1.1:5432", "10.1.1.12"]
    environment: { A: "postgres://u:p@10.1.1.1:5432/d", B: "210.1.1.1 10.1.1.1.2", C: 10.1.1.1, D: "http://[fd00::5]:80/" }
    networks: { default: { ipv4_address: 10.1.1.1, ipv6_address: "fd00::5" } }`,
    becomes: {
      command: ['wait-for', 'app:5432', '10.1.1.12'],
      environment: { A: 'postgres://u:p@app:5432/d', B: '210.1.1.1 10.1.1.1.2', C: 'app', D: 'http://app:80/' },
      networks: { default: null },
    },
    notes: ['command', 'environment', 'environment', 'environment', 'service-networks', 'service-networks'],
  },
  {
    name: 'a container name becomes a host name in every network',
    service: 'container_name: my_app\n    networks: [a, default]',
    top: 'networks: { a: }\n',
    becomes: { container_name: undefined, networks: { a: { aliases: ['my_app'] }, default: { aliases: ['my_app'] } } },
    notes: ['container-name'],
  },
  {
    name: 'hosts and resolvers are left out',
    service: 'extra_hosts: ["host.docker.internal:host-gateway"]\n    dns: 10.0.0.2',
    becomes: { extra_hosts: undefined, dns: undefined },
    notes: ['name-resolution', 'name-resolution'],
  },
  {
    name: 'host names are kept',
    service: 'hostname: web-1\n    domainname: example.org',
    becomes: { hostname: 'web-1', domainname: 'example.org' },
  },
  {
    name: 'what is no host name is left out',
    service: 'hostname: "a b"',
    becomes: { hostname: undefined },
    notes: ['hostname'],
  },
  {
    name: 'no port of the machine is opened',
    service: 'ports: ["0.0.0.0:22:22", "6379:6379"]\n    expose: [3000, "4000-4002"]',
    becomes: { ports: undefined, expose: ['3000', '4000-4002'] },
    notes: ['ports'],
  },
  {
    name: 'where ports are the only way in, the engine picks them on 127.0.0.1',
    service: 'ports: ["80:3000", "8080:3000", "53:53/udp"]',
    becomes: { ports: [{ mode: 'ingress', host_ip: '127.0.0.1', target: 3000, protocol: 'tcp' }] },
    notes: ['ports'],
    input: { reach: 'published' },
  },
];

export const REWRITES: readonly Rewrite[] = [...SECURITY, ...NETWORK, ...LIFE, ...FILES];
