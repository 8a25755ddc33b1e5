import type { Threat } from './threat.ts';

const INSPECTION = 'test/hostile/inspection.docker.test.ts';
const ASKED = 'test/hostile/keys.docker.test.ts';
const UNKNOWN = 'test/worker/admission/admit.test.ts';

/** Refused before anything of it reaches the engine. */
const refused = (id: Threat['id'], attack: string, rule: string): Threat => {
  return { id, attack, treatment: `refused (\`${rule}\`) with the line; nothing is created`, test: ASKED };
};

export const KEYS: readonly Threat[] = [
  refused('F35', '`privileged: true`', 'privileged'),
  refused('F36', '`cap_add`: ALL, SYS_ADMIN, SYS_PTRACE, NET_RAW, MKNOD', 'capabilities'),
  refused('F37', '`pid: host`', 'host-namespaces'),
  refused('F38', '`ipc: host`, `ipc: shareable`', 'host-namespaces'),
  refused('F39', '`uts: host`', 'host-namespaces'),
  refused('F40', '`userns_mode: host`', 'host-namespaces'),
  refused('F41', '`cgroup: host`, `cgroup_parent: /`', 'host-namespaces'),
  refused('F42', '`network_mode: host`', 'network-mode'),
  refused('F43', '`network_mode: container:redis`', 'network-mode'),
  refused('F44', '`network_mode` with the network of another submission', 'network-mode'),
  refused('F45', '`devices`: a disk, a device by its CDI name', 'devices'),
  refused('F46', '`device_cgroup_rules: a *:* rwm`', 'devices'),
  refused(
    'F47',
    '`security_opt`: seccomp, AppArmor or the hidden paths switched off, a profile read from the machine',
    'security-opt',
  ),
  refused('F48', '`runtime`: nvidia, and runc where another one isolates', 'runtime'),
  refused('F49', '`sysctls` of the machine: `kernel.core_pattern`, `net.ipv4.ip_forward`', 'sysctls'),
  refused('F50', '`oom_kill_disable`, `oom_score_adj: -1000`', 'out-of-memory'),
  refused('F51', '`use_api_socket`', 'host-programs'),
  refused('F52', '`provider: { type: sh }`: a program on the machine', 'host-programs'),
  refused('F53', '`models`', 'host-programs'),
  refused('F54', '`gpus: all`, reserved devices', 'devices`, `deploy'),
  refused('F55', '`post_start` with privileges, `pre_stop`', 'hooks'),
  refused('F56', '`credential_spec`', 'devices'),
  refused('F57', '`volumes_from: container:redis`', 'volumes-from'),
  refused('F58', '`external_links: redis`', 'links'),
  {
    id: 'F59',
    attack: 'A key that nobody knows, in every place of the file: a feature of a Compose to come',
    treatment: 'refused (`unknown-key`), until there is a rule for it',
    test: UNKNOWN,
  },
  refused('F60', '`isolation: hyperv`', 'runtime'),
  {
    id: 'F210',
    attack:
      'The admitted file is changed between being verified and being run: rights, namespaces, devices, limits, mounts, volumes',
    treatment:
      'each field is noticed in what the engine created; nothing is started, everything is removed, an alarm is raised, and it is not tried again',
    test: INSPECTION,
  },
  {
    id: 'F212',
    attack: 'The network of a closed run has a way out, because the engine made another one than was admitted',
    treatment: 'noticed before anything runs in it: an alarm, and nothing is left',
    test: INSPECTION,
  },
  {
    id: 'F213',
    attack:
      'A container has something in any field of its rights and limits that was not asked for, also in one that a newer engine brings',
    treatment: 'noticed, field by field; labels of an image that claim another run are not taken for ours',
    test: INSPECTION,
  },
  {
    id: 'F214',
    attack: 'Something that was not admitted is created in a worker of the service',
    treatment:
      'the submission ends as a fault of ours without costing an attempt, at the first try; the log names each field at level `error`, and a figure counts it',
    test: 'test/worker/main-breach.docker.test.ts',
  },
  {
    id: 'F242',
    attack: 'Files with every key that Compose knows, and values of every kind, written in every way',
    treatment:
      'hundreds are generated in each run of the tests: what is admitted is made of allowed keys and places alone, means to Compose what it says, and would be admitted again',
    test: 'test/worker/admission/fuzz/text.test.ts',
  },
  {
    id: 'F243',
    attack: 'A variable or an argument without a name, which Compose writes and then cannot read',
    treatment: 'refused (`plain-keys`), instead of a fault of ours; found by generated files',
    test: 'test/worker/admission/fuzz/found.test.ts',
  },
  {
    id: 'F244',
    attack: 'Characters that YAML takes for a line break, or does not take at all, and JSON writes as they are',
    treatment: 'escaped in the file that runs: Compose reads what was admitted; found by generated files',
    test: 'test/worker/admission/fuzz/found.test.ts',
  },
];
