import type { Rewrite } from './rewrites.ts';

const MIB = 1024 ** 2;

export const LIFE: readonly Rewrite[] = [
  {
    name: 'a wish to be restarted is bounded',
    service: 'restart: always',
    becomes: { restart: 'on-failure:5' },
    notes: ['restart'],
  },
  { name: 'a smaller bound is kept', service: 'restart: on-failure:2', becomes: { restart: 'on-failure:2' } },
  { name: 'no wish is no wish', service: 'restart: "no"', becomes: { restart: undefined } },
  {
    name: 'a restart policy below deploy counts',
    service: 'deploy: { restart_policy: { condition: any } }',
    becomes: { restart: 'on-failure:5', deploy: undefined },
    notes: ['restart'],
  },
  {
    name: 'one container for a service',
    service: 'deploy: { replicas: 500 }',
    becomes: { deploy: undefined, scale: undefined },
    notes: ['deploy'],
  },
  { name: 'no container where none is asked for', service: 'scale: 0', becomes: { scale: 0 } },
  {
    name: 'memory above the share is limited',
    service: 'mem_limit: 64g\n    memswap_limit: -1',
    becomes: { mem_limit: String(1024 * MIB), memswap_limit: String(1024 * MIB) },
    notes: ['resources'],
  },
  {
    name: 'less is kept, and an unlimited number of processes is not',
    service: 'mem_limit: 300m\n    pids_limit: -1\n    shm_size: 1g',
    becomes: {
      mem_limit: String(300 * MIB),
      memswap_limit: String(300 * MIB),
      pids_limit: 256,
      shm_size: String(256 * MIB),
    },
    notes: ['resources'],
  },
  {
    name: 'CPU shares and ulimits other than files are left out',
    service: 'cpu_shares: 99999\n    ulimits: { nproc: 1, memlock: -1 }',
    becomes: { cpu_shares: undefined, ulimits: { core: 0, fsize: 5 * 1024 ** 3, nofile: { soft: 4096, hard: 8192 } } },
    notes: ['resources', 'resources', 'resources'],
  },
  {
    name: 'as many open files as the engine can give, and that is told',
    service: 'ulimits: { nofile: { soft: 65536, hard: 1048576 } }',
    input: { openFiles: 20_000 },
    becomes: { ulimits: { core: 0, fsize: 5 * 1024 ** 3, nofile: { soft: 20_000, hard: 20_000 } } },
    notes: ['resources'],
  },
  {
    name: 'an engine that can give fewer open files than we would gives what it can',
    service: 'tty: true',
    input: { openFiles: 1024 },
    becomes: { ulimits: { core: 0, fsize: 5 * 1024 ** 3, nofile: { soft: 1024, hard: 1024 } } },
  },
  {
    name: 'a storm of health checks is slowed down',
    service: 'healthcheck: { test: "true", interval: 1ms, timeout: 1h, retries: 99, start_period: 1h }',
    becomes: {
      healthcheck: {
        test: ['CMD-SHELL', 'true'],
        interval: '2s',
        timeout: '10s',
        retries: 20,
        start_period: '2m0s',
        start_interval: '200ms',
      },
    },
    notes: ['healthcheck', 'healthcheck', 'healthcheck'],
  },
  {
    name: 'a health check that is switched off stays so',
    service: 'healthcheck: { disable: true }',
    becomes: { healthcheck: { disable: true } },
  },
  {
    name: 'a long farewell is cut short',
    service: 'stop_grace_period: 9999h',
    becomes: { stop_grace_period: '10s' },
    notes: ['stop-grace-period'],
  },
  {
    name: 'conditions of starting are kept',
    service: 'depends_on: { db: { condition: service_healthy, restart: true } }',
    becomes: { depends_on: { db: { condition: 'service_healthy', restart: true, required: true } } },
  },
  {
    name: 'a dependency that a profile hides is left out',
    service: 'depends_on: { tool: { condition: service_started, required: false } }',
    top: '  tool: { image: "a:1", profiles: [x] }\n',
    becomes: { depends_on: undefined },
  },
  {
    name: 'what runs, as whom and how it ends',
    service:
      'command: ["sh", "-c", "echo $$HOME"]\n    entrypoint: []\n    working_dir: /app\n    user: "1000:node"\n    init: false\n    stop_signal: SIGINT',
    becomes: {
      command: ['sh', '-c', 'echo $$HOME'],
      entrypoint: [],
      working_dir: '/app',
      user: '1000:node',
      stop_signal: 'SIGINT',
    },
  },
  {
    name: 'variables are kept, those without a value take nothing from us',
    service: 'environment: { A: "1", B: , EMPTY: "", DOCKER_HOST: }',
    becomes: { environment: { A: '1', B: null, EMPTY: '' } },
  },
];

export const FILES: readonly Rewrite[] = [
  { name: 'an image like the beginning of an id', service: 'image: cafe', becomes: { image: 'cafe:latest' } },
  {
    name: 'folders in memory are bounded',
    service: 'tmpfs: ["/tmp:size=100g,exec,suid,dev", "/run:size=1m,mode=1777"]',
    becomes: { tmpfs: [`/tmp:exec,nosuid,nodev,size=${256 * MIB}`, `/run:mode=1777,nosuid,nodev,size=${MIB}`] },
    notes: ['tmpfs'],
  },
  {
    name: 'a folder in memory as a mount',
    service: 'volumes: [{ type: tmpfs, target: /t, tmpfs: { size: 1g } }]',
    becomes: { volumes: [{ type: 'tmpfs', target: '/t', tmpfs: { size: String(256 * MIB) } }] },
    notes: ['tmpfs'],
  },
  {
    name: 'a mount keeps what it means',
    service:
      'volumes: [{ type: volume, source: data, target: /d, volume: { nocopy: true, subpath: a } }, "./sub:/s:ro"]',
    top: 'volumes: { data: { name: shared_data } }\n',
    becomes: {
      volumes: [
        { type: 'bind', target: '/s', read_only: true },
        { type: 'volume', source: 'data', target: '/d', volume: { nocopy: true, subpath: 'a' } },
      ],
    },
    notes: ['volume-external'],
  },
  {
    name: 'a config in the file',
    service: 'configs: [{ source: c, target: /etc/c, mode: 0440 }]',
    top: 'configs: { c: { content: "a $$b" } }\n',
    becomes: { configs: [{ source: 'c', target: '/etc/c', mode: '0440' }] },
  },
  {
    name: 'a build with arguments and a target',
    service:
      'build: { context: ., args: { A: "1", BUILDKIT_SYNTAX: evil, HTTP_PROXY: x }, target: prod, labels: { a: b }, cache_from: ["type=local,src=/etc"], platforms: [], network: none }',
    becomes: {
      image: 'gabcdefghijklmnopqrstuvwxyz/app:run',
      build: {
        dockerfile: 'Dockerfile',
        args: { A: '1' },
        target: 'prod',
        network: 'none',
        labels: { 'dev.dockgrade.job': 'abc' },
        provenance: 'false',
        sbom: 'false',
      },
    },
    notes: ['build-args', 'build-args'],
  },
  {
    name: 'the name of a built image is ours',
    service: 'build: .\n    image: postgres:16',
    becomes: { image: 'gabcdefghijklmnopqrstuvwxyz/app:run' },
  },
];
