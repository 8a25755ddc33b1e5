import fc from 'fast-check';
import { some } from './by-schema.ts';
import { files, image, longMount, NETWORKS, shortMount, tmpfs, variables } from './values.ts';
import { duration, flag, number, often, path, plain, port, size, target, word } from './words.ts';

/** Keys whose values Compose reads more closely than its schema says. */
export const CLOSER: Record<string, fc.Arbitrary<unknown>> = {
  image,
  volumes: fc.array(fc.oneof(shortMount, longMount, target), { maxLength: 3 }),
  tmpfs: fc.oneof(tmpfs, fc.array(tmpfs, { maxLength: 6 })),
  environment: variables,
  env_file: fc.oneof(
    path,
    fc.constant('values.env'),
    fc.array(
      some({ path: fc.oneof(path, fc.constant('values.env')), required: flag, format: fc.constantFrom('raw') }, [
        'path',
      ]),
      { maxLength: 2 },
    ),
  ),
  label_file: fc.oneof(path, fc.constant('values.env')),
  extends: fc.oneof(
    fc.constantFrom<unknown>({ service: 'base' }, 'base'),
    fc.record({
      file: fc.oneof(fc.constantFrom('more.yaml', './sub/more.yaml', 'sub/../more.yaml'), path),
      service: fc.constantFrom('base', 'app'),
    }),
  ),
  ports: fc.array(
    fc.oneof(
      port,
      some(
        {
          target: fc.constantFrom(80, 53),
          published: fc.constantFrom<unknown>('8080', '0', '80-90'),
          host_ip: fc.constantFrom('0.0.0.0', '127.0.0.1', '::'),
          protocol: fc.constantFrom('tcp', 'udp', 'sctp'),
          mode: fc.constantFrom('host', 'ingress'),
        },
        ['target'],
      ),
    ),
    { maxLength: 3 },
  ),
  expose: fc.array(port, { maxLength: 2 }),
  networks: fc.oneof(
    fc.uniqueArray(NETWORKS, { maxLength: 2 }),
    fc.dictionary(
      NETWORKS,
      fc.oneof(
        fc.constant(null),
        some({
          aliases: fc.array(word, { maxLength: 2 }),
          ipv4_address: fc.constant('10.1.2.3'),
          mac_address: fc.constant('02:42:ac:11:00:02'),
          priority: number,
          link_local_ips: fc.constant(['169.254.1.1']),
          interface_name: plain,
        }),
      ),
      { maxKeys: 2 },
    ),
  ),
  network_mode: fc.constantFrom(
    'none',
    'bridge',
    'host',
    'service:app',
    'service:db',
    'container:x',
    'default',
    'other',
    '${A}',
  ),
  depends_on: fc.oneof(
    fc.uniqueArray(fc.constantFrom('db', 'ghost'), { maxLength: 1 }),
    fc.dictionary(
      fc.constantFrom('db', 'ghost'),
      fc.record({
        condition: fc.constantFrom('service_started', 'service_healthy', 'service_completed_successfully'),
        required: flag,
        restart: flag,
      }),
      { maxKeys: 1 },
    ),
  ),
  links: fc.array(fc.constantFrom('db', 'db:alias', 'db:app', 'ghost', 'db:a b', 'db:a:b'), { maxLength: 2 }),
  secrets: files('s'),
  configs: files('c'),
  command: fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.constant(null), fc.constant([])),
  entrypoint: fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.constant(null)),
  healthcheck: some({
    test: fc.oneof(
      word,
      fc.array(word, { maxLength: 2 }).map((words) => ['CMD', ...words]),
      fc.constantFrom(['NONE'], ['CMD-SHELL', 'a $$B']),
    ),
    interval: duration,
    timeout: duration,
    retries: number,
    start_period: duration,
    start_interval: duration,
    disable: flag,
  }),
  stop_grace_period: duration,
  stop_signal: fc.constantFrom('SIGTERM', 'TERM', 'SIGSTOP', '9', 'RTMIN+3', 'x'),
  mem_limit: size,
  memswap_limit: size,
  mem_reservation: size,
  shm_size: size,
  cpus: fc.constantFrom<unknown>(0.5, '1.5', 0, -1, 64, '${N:-2}', 1e-9, 0.1 + 0.2),
  pids_limit: number,
  ulimits: fc.dictionary(
    fc.constantFrom('nofile', 'core', 'nproc'),
    fc.oneof(number, fc.record({ soft: number, hard: number })),
    { maxKeys: 2 },
  ),
  user: often(fc.constantFrom('node', '1000:1000', '0', 'a.b:c'), word),
  working_dir: target,
  container_name: often(fc.constantFrom('web', 'my_postgres', 'x.y'), word),
  hostname: word,
  platform: fc.constantFrom('linux/amd64', 'linux/amd64/v2', 'linux/arm64', 'windows/amd64', ''),
  restart: fc.constantFrom(
    'no',
    'always',
    'on-failure',
    'on-failure:2',
    'on-failure:99',
    'unless-stopped',
    'on-failure:x',
  ),
  security_opt: fc.array(
    fc.constantFrom(
      'no-new-privileges',
      'no-new-privileges:true',
      'no-new-privileges=false',
      'seccomp=unconfined',
      'label:disable',
    ),
    { maxLength: 2 },
  ),
  cap_add: fc.uniqueArray(fc.constantFrom('CHOWN', 'cap_kill', 'SYS_NICE', 'SYS_ADMIN', 'ALL', 'NET_RAW'), {
    maxLength: 2,
  }),
  cap_drop: fc.uniqueArray(fc.constantFrom('ALL', 'KILL', 'cap_chown', 'x'), { maxLength: 2 }),
  sysctls: fc.constantFrom<unknown>(
    { 'net.core.somaxconn': 1024 },
    ['net.core.somaxconn=0'],
    { 'net.core.somaxconn': '9e9' },
    { 'kernel.x': 1 },
  ),
  scale: fc.constantFrom<unknown>(0, 1, 3, '2', -1),
  profiles: fc.constantFrom([], ['dev'], ['*']),
  extra_hosts: fc.constantFrom<unknown>(['a:1.2.3.4'], { x: 'host-gateway' }, ['x=[::1]']),
  runtime: fc.constantFrom('runc', 'runsc', 'nvidia', ''),
  oom_score_adj: fc.constantFrom<unknown>(0, 500, -1000, '-1'),
};

/** Keys that name places of the machine or of the container: most of what could go wrong is there. */
export const PLACES = ['volumes', 'volumes', 'tmpfs', 'secrets', 'configs', 'environment', 'networks', 'command'];
