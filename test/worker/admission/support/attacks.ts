import type { Threat } from '../../../hostile/catalog/threat.ts';

/** One hostile key: in the service `app`, beside it (`top`), or a whole file. `line` is in the line that must be shown. */
export interface Attack {
  /** Of the threat in the catalog that it is a spelling of. */
  id?: Threat['id'];
  name: string;
  service?: string;
  top?: string;
  file?: string;
  /** Other files beside it. */
  files?: Readonly<Record<string, string>>;
  rule: string;
  line: string;
}

const key = (rule: string, service: string, line = service.split(':')[0] ?? ''): Attack => {
  return { name: service, service, rule, line };
};

/** The whole file of an attack: most are one key of an otherwise harmless service. */
export function fileOf(attack: Omit<Attack, 'id'>): string {
  if (attack.file !== undefined) return attack.file;
  const base = attack.service?.includes('build:') ? '' : '    image: postgres:16\n';
  return `services:\n  app:\n${base}    ${attack.service}\n${attack.top ?? ''}`;
}

/** What lies beside it. */
export const BESIDE = {
  Dockerfile: 'FROM scratch\n',
  'sub/file.txt': 'x',
  link: { link: '/etc' },
  'sub/up': { link: '/' },
};

const spelt = (id: Threat['id'], ...attacks: Attack[]): Attack[] => attacks.map((attack) => ({ id, ...attack }));

export const HOST: readonly Attack[] = [
  ...spelt('F35', key('privileged', 'privileged: true')),
  ...spelt(
    'F22',
    key('privileged', 'privileged: "true"'),
    key('privileged', 'privileged: yes'),
    key('privileged', 'privileged: !override true'),
    key('privileged', `privileged: ${'$'}{P:-true}`),
  ),
  ...spelt(
    'F23',
    {
      name: 'privileged by a merge key',
      file: 'x-a: &x\n  privileged: true\nservices:\n  app:\n    <<: *x\n    image: a:1\n',
      rule: 'privileged',
      line: 'privileged',
    },
    {
      name: 'privileged by an alias',
      file: 'x-a: &x true\nservices:\n  app:\n    image: a:1\n    privileged: *x\n',
      rule: 'privileged',
      line: 'privileged',
    },
    {
      name: 'privileged by another file',
      service: 'extends: { file: base.yaml, service: base }',
      files: { 'base.yaml': 'services: { base: { privileged: true } }\n' },
      rule: 'privileged',
      line: 'app',
    },
    {
      name: 'privileged in an included file',
      file: 'include: [base.yaml]\nservices: { app: { image: "a:1" } }\n',
      files: { 'base.yaml': 'services: { base: { image: "a:1", privileged: true } }\n' },
      rule: 'privileged',
      line: '',
    },
    {
      name: 'privileged in a second document',
      file: 'services: { app: { image: "a:1" } }\n---\nservices:\n  app:\n    privileged: true\n',
      rule: 'privileged',
      line: 'privileged',
    },
  ),
  ...spelt(
    'F36',
    key('capabilities', 'cap_add: [ALL]'),
    key('capabilities', 'cap_add: [CAP_SYS_ADMIN]'),
    key('capabilities', 'cap_add: [SYS_PTRACE]'),
    key('capabilities', 'cap_add: [net_raw]'),
    key('capabilities', 'cap_add: [cap_mknod]'),
  ),
  ...spelt('F37', key('host-namespaces', 'pid: host')),
  ...spelt('F38', key('host-namespaces', 'ipc: host'), key('host-namespaces', 'ipc: shareable')),
  ...spelt('F39', key('host-namespaces', 'uts: host')),
  ...spelt('F40', key('host-namespaces', 'userns_mode: host')),
  ...spelt('F41', key('host-namespaces', 'cgroup: host'), key('host-namespaces', 'cgroup_parent: /')),
  ...spelt(
    'F45',
    key('devices', 'devices: ["/dev/sda:/dev/sda"]'),
    key('devices', 'devices: ["vendor.com/class=gpu"]'),
  ),
  ...spelt('F46', key('devices', 'device_cgroup_rules: ["a *:* rwm"]')),
  ...spelt('F56', key('devices', 'credential_spec: { file: a.json }')),
  ...spelt(
    'F54',
    key('devices', 'gpus: all'),
    key('deploy', 'deploy: { resources: { reservations: { devices: [{ capabilities: [gpu] }] } } }'),
    key(
      'deploy',
      'deploy: { resources: { reservations: { generic_resources: [{ discrete_resource_spec: { kind: gpu, value: 1 } }] } } }',
    ),
  ),
  ...spelt(
    'F47',
    key('security-opt', 'security_opt: ["seccomp=unconfined"]'),
    key('security-opt', 'security_opt: ["apparmor=unconfined"]'),
    key('security-opt', 'security_opt: ["systempaths=unconfined"]'),
    key('security-opt', 'security_opt: ["seccomp:/etc/shadow"]'),
    key('security-opt', 'security_opt: ["no-new-privileges:false"]'),
  ),
  ...spelt('F48', key('runtime', 'runtime: nvidia'), key('runtime', 'runtime: runc')),
  ...spelt('F60', key('runtime', 'isolation: hyperv')),
  key('platform', 'platform: linux/s390x'),
  ...spelt(
    'F49',
    key('sysctls', 'sysctls: { kernel.core_pattern: "|/x" }'),
    key('sysctls', 'sysctls: ["net.ipv4.ip_forward=1"]'),
  ),
  ...spelt('F50', key('out-of-memory', 'oom_kill_disable: true'), key('out-of-memory', 'oom_score_adj: -1000')),
  ...spelt('F51', key('host-programs', 'use_api_socket: true')),
  ...spelt('F52', key('host-programs', 'provider: { type: sh }')),
  ...spelt('F53', {
    name: 'models',
    service: 'models: [llm]',
    top: 'models: { llm: { model: ai/x } }\n',
    rule: 'host-programs',
    line: 'models: [',
  }),
  ...spelt(
    'F55',
    key('hooks', 'post_start: [{ command: id, privileged: true }]'),
    key('hooks', 'pre_stop: [{ command: id }]'),
  ),
  key('user', 'user: "0:0; id"'),
  key('plain-keys', 'environment: ["A$$B=1"]'),
  key('command', 'stop_signal: SIGSTOP'),
  key('command', 'working_dir: relative'),
];

export const MOUNTS: readonly Attack[] = [
  ...spelt(
    'F61',
    key('bind-outside', 'volumes: ["/:/host"]'),
    key('bind-outside', 'volumes: ["/var/run/docker.sock:/var/run/docker.sock"]'),
    key('bind-outside', 'volumes: ["/proc:/p"]'),
    key('bind-outside', 'volumes: ["/etc:/e:ro"]'),
  ),
  ...spelt(
    'F62',
    key('bind-outside', 'volumes: ["~/.ssh:/x"]'),
    key('bind-outside', 'volumes: ["../:/up"]'),
    key('bind-outside', 'volumes: ["./a/../../x:/x"]'),
  ),
  ...spelt(
    'F63',
    key('bind-outside', 'volumes: ["./link:/x"]'),
    key('bind-outside', 'volumes: ["./sub/file.txt/x:/x"]'),
    key('bind-outside', 'volumes: ["./sub/up/etc:/x"]'),
  ),
  key('mount-type', 'volumes: ["v:/data:ro"]'),
  key('mount-type', 'volumes: ["./sub:/proc/sys"]'),
  ...spelt(
    'F69',
    key('mount-type', 'volumes: [{ type: image, source: "a:1", target: /x }]'),
    key('mount-type', 'volumes: [{ type: npipe, source: a, target: /x }]'),
    key('mount-type', 'volumes: [{ type: cluster, source: a, target: /x }]'),
  ),
  key(
    'named-volume',
    'volumes: [{ type: volume, source: data, target: /x, volume: { subpath: ../y } }]\nvolumes: { data: }',
  ),
  ...spelt('F57', key('volumes-from', 'volumes_from: ["container:redis"]')),
  ...spelt(
    'F64',
    {
      name: 'a device as volume',
      ...volume('{ driver: local, driver_opts: { type: none, o: bind, device: / } }', 'volume-driver'),
    },
    {
      name: 'a relative device as volume',
      ...volume('{ driver_opts: { type: none, o: bind, device: ./sub } }', 'volume-driver'),
    },
    {
      name: 'a device that is only read',
      ...volume('{ driver_opts: { type: none, o: "bind,ro", device: /etc } }', 'volume-driver'),
    },
  ),
  ...spelt(
    'F65',
    {
      name: 'NFS as volume',
      ...volume('{ driver_opts: { type: nfs, o: "addr=127.0.0.1", device: ":/" } }', 'volume-driver'),
    },
    {
      name: 'CIFS as volume',
      ...volume('{ driver_opts: { type: cifs, o: "addr=127.0.0.1", device: "//127.0.0.1/c" } }', 'volume-driver'),
    },
  ),
  { name: 'a volume plugin', ...volume('{ driver: sshfs }', 'volume-driver') },
  ...spelt('F66', { name: 'an external volume', ...volume('{ external: true, name: other_data }', 'volume-external') }),
  ...spelt(
    'F70',
    { name: 'a secret from the machine', ...secret('{ file: /etc/shadow }') },
    { name: 'a secret through a link', ...secret('{ file: ./link/shadow }') },
  ),
  { name: 'a secret that is a folder', ...secret('{ file: ./sub }') },
  { name: 'a secret of the worker', ...secret('{ environment: WORKER_SECRET }') },
  { name: 'an external secret', ...secret('{ external: true }') },
  key('service-files', 'secrets: [{ source: s, target: ../../etc/passwd }]\nsecrets: { s: { file: ./sub/file.txt } }'),
  key('tmpfs', 'tmpfs: [/1, /2, /3, /4, /5, /6]'),
];

export const NETWORKS_AND_BUILDS: readonly Attack[] = [
  ...spelt('F42', key('network-mode', 'network_mode: host')),
  ...spelt('F43', key('network-mode', 'network_mode: "container:redis"')),
  ...spelt('F44', key('network-mode', 'network_mode: other_network')),
  key('network-mode', 'network_mode: "service:db"\n  db: { image: "postgres:16" }'),
  ...spelt('F58', key('links', 'external_links: [redis]')),
  {
    name: 'the default network as an external one',
    service: 'init: true',
    top: 'networks:\n  default: { external: true, name: bridge }\n',
    rule: 'network-external',
    line: 'default',
  },
  {
    name: 'macvlan',
    service: 'networks: [n]',
    top: 'networks: { n: { driver: macvlan, driver_opts: { parent: eth0 } } }\n',
    rule: 'network-driver',
    line: 'macvlan',
  },
  {
    name: 'five networks',
    service: 'networks: [a, b, c, d, e]',
    top: 'networks: { a: , b: , c: , d: , e: }\n',
    rule: 'top-level',
    line: 'networks: {',
  },
  {
    name: 'eleven services',
    file: `services:\n${Array.from({ length: 11 }, (_, n) => `  s${n}: { image: "a:1" }\n`).join('')}`,
    rule: 'service-name',
    line: 'services',
  },
  {
    name: 'a service like an option',
    file: 'services:\n  --help: { image: "a:1" }\n',
    rule: 'service-name',
    line: '--help',
  },
  {
    name: 'a long service name',
    file: `services:\n  ${'a'.repeat(200)}: { image: "a:1" }\n`,
    rule: 'service-name',
    line: 'aaa',
  },
  ...spelt('F85', image('gabcdefghijklmnopqrstuvwxyz/web'), image('docker.io/gabcdefghijklmnopqrstuvwxyz/web')),
  ...spelt(
    'F86',
    ...[
      'localhost:5000/x',
      'localhost/x',
      '169.254.169.254/x',
      '10.0.0.2:5000/x',
      '0x7f.1/x',
      'registry:5000/x',
      'db.internal/x',
      `sha256:${'a'.repeat(64)}`,
    ].map(image),
  ),
  ...spelt(
    'F88',
    key('build-context', 'build: ..'),
    key('build-context', 'build: https://github.com/a/b.git'),
    key('build-context', 'build: git@github.com:a/b.git'),
    key('build-context', 'build: ./link'),
  ),
  ...spelt(
    'F89',
    key('build-context', 'build: { context: ., dockerfile: ../../x }'),
    key('build-context', 'build: { context: ., dockerfile: link/passwd }'),
  ),
  ...spelt(
    'F90',
    key('build-context', 'build: { context: ., additional_contexts: { host: /etc } }'),
    key('build-context', 'build: { context: ., additional_contexts: { other: docker-image://gabc/x } }'),
  ),
  ...spelt('F188', key('build-context', 'build: { context: ., additional_contexts: { "a=docker-image://x": . } }')),
  ...spelt('F84', key('build-tags', 'build: { context: ., tags: ["node:20"] }')),
  ...spelt('F91', key('build-secrets', 'build: { context: ., ssh: [default] }'), {
    name: 'a build secret from the machine',
    service: 'build: { context: ., secrets: [s] }',
    top: 'secrets: { s: { file: /etc/shadow } }\n',
    rule: 'file-source',
    line: 'secrets: {',
  }),
  ...spelt(
    'F92',
    key('build-privileges', 'build: { context: ., network: host }'),
    key('build-privileges', 'build: { context: ., privileged: true }'),
    key('build-privileges', 'build: { context: ., entitlements: [security.insecure] }'),
  ),
];

function image(name: string): Attack {
  return { name: `image: ${name}`, file: `services:\n  app:\n    image: ${name}\n`, rule: 'image', line: 'image' };
}

function volume(definition: string, rule: string) {
  return { service: 'volumes: ["data:/data"]', top: `volumes:\n  data: ${definition}\n`, rule, line: 'data: {' };
}

function secret(definition: string) {
  return { service: 'secrets: [s]', top: `secrets:\n  s: ${definition}\n`, rule: 'file-source', line: 's: {' };
}
