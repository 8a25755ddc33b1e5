/** A stack of four services that do nothing, as a student would write it, in which every kind of mount occurs. */
export const PLAIN = `
services:
  one:
    image: debian:bookworm-slim
    command: [sleep, "600"]
    init: true
    read_only: true
    restart: always
    tmpfs: ["/scratch:size=1m,mode=1777"]
    sysctls: { net.core.somaxconn: 256 }
    ulimits: { nofile: 2000 }
    shm_size: 32m
    networks: { default: { aliases: [first] }, back: }
    volumes:
      - ./data:/data
      - ./file.txt:/file.txt:ro
      - kept:/kept
      - kept:/kept-too:ro
      - { type: volume, source: kept, target: /uncopied, volume: { nocopy: true } }
      - /nameless
      - { type: tmpfs, target: /memory, tmpfs: { size: 1000000, mode: 0o777 } }
    secrets: [word]
    configs: [{ source: text, target: /etc/text }]
  two: { build: ., command: [sleep, "600"], container_name: second, labels: { traefik.enable: "true" }, depends_on: [one] }
  three: { image: "debian:bookworm-slim", command: [sleep, "600"], network_mode: none }
  four: { image: "debian:bookworm-slim", command: [sleep, "600"], deploy: { resources: { limits: { memory: 64M, cpus: "0.5" } } } }
volumes: { kept: }
networks: { back: { internal: true } }
secrets: { word: { file: ./file.txt } }
configs: { text: { file: ./file.txt } }
`;

export const FILES = {
  'compose.yaml': PLAIN,
  // Labels of an image reach each of its containers.
  Dockerfile:
    'FROM debian:bookworm-slim\nLABEL com.docker.compose.project=other dev.dockgrade.job=other dev.dockgrade.owner=other note=mine\n',
  'file.txt': 'harmless\n',
  'data/kept.txt': 'harmless\n',
};

type Part = Record<string, unknown>;

/** What somebody might put into the file after it was verified, and the fields in which that must show. */
export interface Tampering {
  what: string;
  service: string;
  keys: Part;
  fields: readonly string[];
}

/** Keys that one container can have at once. `userns_mode` lets the engine accept those that it refuses otherwise. */
export function tamperings(folder: string): readonly Tampering[] {
  return [
    {
      what: 'namespaces of the machine',
      service: 'one',
      keys: { userns_mode: 'host', privileged: true, pid: 'host', uts: 'host', ipc: 'host', cgroup: 'host' },
      fields: [
        ...[
          'UsernsMode',
          'Privileged',
          'PidMode',
          'UTSMode',
          'IpcMode',
          'CgroupnsMode',
          'MaskedPaths',
          'ReadonlyPaths',
        ],
        'SecurityOpt',
      ].map((field) => `HostConfig.${field}`),
    },
    {
      what: 'rights and devices',
      service: 'two',
      keys: {
        cap_add: ['SYS_ADMIN'],
        cap_drop: [],
        security_opt: ['seccomp=unconfined', 'systempaths=unconfined'],
        devices: ['/dev/null:/dev/sda'],
        device_cgroup_rules: ['c 1:3 rwm'],
        group_add: ['0'],
        sysctls: { 'net.ipv4.ip_forward': '1' },
        labels: { 'com.example': 'x' },
        annotations: { 'run.oci.hooks': 'x' },
        image: 'debian:bookworm-slim',
      },
      fields: [
        ...[
          'CapAdd',
          'CapDrop',
          'SecurityOpt',
          'Devices',
          'DeviceCgroupRules',
          'GroupAdd',
          'Sysctls',
          'Annotations',
        ].map((field) => `HostConfig.${field}`),
        'HostConfig.MaskedPaths',
        'Config.Labels',
        'Config.Image',
      ],
    },
    {
      what: 'networks and names',
      service: 'three',
      keys: { network_mode: 'host', userns_mode: 'host', extra_hosts: { other: '10.0.0.1' }, dns: ['10.0.0.1'] },
      fields: ['HostConfig.NetworkMode', 'NetworkSettings.Networks', 'HostConfig.ExtraHosts', 'HostConfig.Dns'],
    },
    {
      what: 'limits and mounts',
      service: 'four',
      keys: {
        ...{ mem_limit: '4g', memswap_limit: '8g', cpus: 1.5, pids_limit: -1, shm_size: '1g', oom_score_adj: -900 },
        ...{ ulimits: { core: -1 }, cpu_shares: 4096, mem_reservation: '1g', cgroup_parent: '/other', init: true },
        ...{ restart: 'always', read_only: true, runtime: 'io.containerd.runc.v2', tmpfs: ['/t:size=1g,exec,suid'] },
        ...{ logging: { driver: 'json-file' }, dns_search: ['a.example'], mac_address: '02:00:00:00:00:01' },
        ports: [{ mode: 'ingress', host_ip: '0.0.0.0', target: 80, published: '0', protocol: 'tcp' }],
        volumes: [
          { type: 'bind', source: folder, target: '/host', bind: { propagation: 'shared' } },
          `${folder}:/again`,
        ],
      },
      fields: [
        ...['Memory', 'MemorySwap', 'NanoCpus', 'PidsLimit', 'ShmSize', 'OomScoreAdj', 'Ulimits', 'CpuShares'],
        ...['MemoryReservation', 'CgroupParent', 'Init', 'RestartPolicy', 'ReadonlyRootfs', 'Runtime', 'Tmpfs'],
        ...['LogConfig', 'DnsSearch', 'PortBindings', 'Mounts', 'Binds'],
      ]
        .map((field) => `HostConfig.${field}`)
        .concat(['Mounts[/host].Source', 'Mounts[/host].Propagation', 'Mounts[/again].Source']),
    },
  ];
}
