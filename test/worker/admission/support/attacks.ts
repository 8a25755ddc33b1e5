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

/** A key of the service `app`, and what refuses it. */
export const key = (rule: string, service: string, line = service.split(':')[0] ?? ''): Attack => {
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

/** The spellings of one threat. */
export const spelt = (id: Threat['id'], ...attacks: Attack[]): Attack[] => attacks.map((attack) => ({ id, ...attack }));

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
