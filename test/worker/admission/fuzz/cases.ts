import fc from 'fast-check';
import type { ComposeSchema } from '../support/schema.ts';
import { bySchema, some } from './by-schema.ts';
import { duration, flag, number, odd, often, path, plain, port, size, target, VARIABLES, word } from './words.ts';

/** A repository of a generated case: what its Compose files say, before they are spelled as YAML. */
export interface Case {
  /** `compose.yaml`, one value for each of its documents. */
  documents: unknown[];
  /** `more.yaml` and `sub/more.yaml`, which the first may draw in. */
  more: unknown;
  deep: unknown;
  /** `values.env`. */
  values: string;
  /** Choices of spelling, used up from the left; none: plain JSON. */
  spelling: number[];
}

const NETWORKS = fc.constantFrom('default', 'back');
const VOLUMES = fc.constantFrom('data', 'cache');

const shortMount = fc
  .tuple(
    fc.oneof(VOLUMES, path),
    target,
    fc.constantFrom('', ':ro', ':rw', ':z', ':cached', ':nocopy', ':rshared', ':ro,Z'),
  )
  .map(([from, to, mode]) => `${from}:${to}${mode}`);
const longMount = fc.oneof(
  some(
    {
      source: path,
      target,
      read_only: flag,
      bind: some({ propagation: word, create_host_path: flag, selinux: fc.constantFrom('z', 'Z'), recursive: word }),
      consistency: word,
    },
    ['source', 'target'],
  ).map((mount) => ({ type: 'bind', ...mount })),
  some(
    {
      source: VOLUMES,
      target,
      read_only: flag,
      volume: some({ nocopy: flag, subpath: path, labels: fc.constant(['a=b']) }),
    },
    ['target'],
  ).map((mount) => ({ type: 'volume', ...mount })),
  some({ target, tmpfs: some({ size, mode: fc.oneof(fc.constant(0o1777), number) }), read_only: flag }, ['target']).map(
    (mount) => ({ type: 'tmpfs', ...mount }),
  ),
  fc.constantFrom(
    { type: 'image', source: 'a:1', target: '/x' },
    { type: 'npipe', source: 'a', target: '/x' },
    { type: 'cluster', source: 'a', target: '/x' },
  ),
);
const variables = fc.oneof(
  fc.dictionary(
    fc.oneof(fc.constantFrom('A', 'PORT', 'X_Y', 'PATH', 'a.b', 'DOCKER_HOST'), word),
    fc.oneof(word, number, fc.constant(null)),
    { maxKeys: 3 },
  ),
  fc.array(
    fc
      .tuple(
        fc.constantFrom('A', 'PORT', 'NODE_ENV', 'HOME', '=x', 'a b'),
        fc.oneof(
          word.map((value) => `=${value}`),
          fc.constant(''),
        ),
      )
      .map((parts) => parts.join('')),
    { maxLength: 3 },
  ),
);
const files = (name: string) =>
  fc.array(
    fc.oneof(
      fc.constant(name),
      some(
        {
          source: fc.constantFrom(name, 'other'),
          target: fc.oneof(target, word),
          uid: fc.constantFrom('0', '1000', 'x'),
          gid: fc.constantFrom('0', '-1'),
          mode: fc.constantFrom<unknown>(0o440, '0444', '04777', 292),
        },
        ['source'],
      ),
    ),
    { maxLength: 2 },
  );
const tmpfs = fc
  .tuple(
    target,
    fc.constantFrom(
      '',
      ':size=64m',
      ':size=100g,exec,suid,dev',
      ':mode=1777',
      ':mode=04755',
      ':size=50%',
      ':uid=1000,gid=5',
      ':nr_inodes=9',
      ':ro,x=y',
      ':size=1,size=2g',
    ),
  )
  .map((parts) => parts.join(''));
const image = often(
  fc.constantFrom(
    'postgres:16',
    'node:24-slim',
    'docker.io/library/redis:7',
    'ghcr.io/a/b@sha256:'.padEnd(83, 'a'),
    'deadbeef',
    'a',
  ),
  fc.constantFrom(
    'localhost:5000/x',
    'gabcdefghijklmnopqrstuvwxyz/app:run',
    '10.0.0.1/x',
    'x.internal/y',
    'sha256:'.padEnd(71, 'a'),
    'A/b',
    'a:b:c',
    '${I:-redis}',
    'a$$b',
    '[::1]:5000/x',
    'registry/x',
    '1.2.3.4:80/a',
    'xn--a.lan/x',
  ),
);

/** Keys whose values Compose reads more closely than its schema says. */
const CLOSER: Record<string, fc.Arbitrary<unknown>> = {
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
const PLACES = ['volumes', 'volumes', 'tmpfs', 'secrets', 'configs', 'environment', 'networks', 'command'];

/** Generates whole repositories, with every key of the schema that the installed Compose brings. */
export function cases(schema: ComposeSchema): fc.Arbitrary<Case> {
  const of = bySchema(schema);
  const keys = Object.keys(schema.definitions.service?.properties ?? {}).filter(
    (key) => !['image', 'build'].includes(key),
  );
  const field = (key: string) => CLOSER[key] ?? of(schema.definitions.service?.properties?.[key] ?? {});
  const buildForms = schema.definitions.service?.properties?.build?.oneOf ?? [];
  const anyBuild = fc.oneof(...buildForms.map(of));
  const build = often(
    fc.oneof(
      path,
      some(
        {
          context: path,
          dockerfile: fc.oneof(path, fc.constantFrom('Dockerfile', 'sub/Dockerfile', '../Dockerfile')),
          args: variables,
          target: word,
          network: fc.constantFrom('default', 'none', 'host'),
          additional_contexts: fc.dictionary(
            plain,
            fc.oneof(path, fc.constantFrom('service:db', 'service:app', 'docker-image://x', 'oci-layout:///x')),
            { maxKeys: 1 },
          ),
          shm_size: size,
          secrets: files('s'),
          dockerfile_inline: word,
          labels: fc.constant({ a: 'b' }),
          cache_from: fc.constant(['x']),
          tags: fc.constantFrom([], ['node:24']),
        },
        ['context'],
      ),
    ),
    anyBuild,
    4,
  );
  const fields = (most: number) =>
    often(
      fc.uniqueArray(
        fc.oneof(fc.constantFrom(...PLACES), fc.constantFrom(...Object.keys(CLOSER)), fc.constantFrom(...keys)),
        { maxLength: most },
      ),
      fc.constant(['new_key']),
      60,
    ).chain((chosen) => fc.record(Object.fromEntries(chosen.map((key) => [key, field(key)]))));
  const service = fc
    .tuple(
      often(
        image.map((name) => ({ image: name })),
        build.map((how) => ({ build: how })),
        2,
      ),
      fields(3),
    )
    .map(([base, rest]) => ({ ...base, ...rest }));
  const tops = {
    networks: fc.dictionary(NETWORKS, part(schema, of, 'network'), { maxKeys: 2 }),
    name: word,
    'x-a': odd,
    version: plain,
    include: fc.array(
      fc.oneof(
        fc.constantFrom<unknown>(
          'sub/more.yaml',
          { path: ['sub/more.yaml'], project_directory: 'sub' },
          { path: 'sub/more.yaml', env_file: 'values.env' },
        ),
        path,
        some({ path, project_directory: path, env_file: path }, ['path']),
      ),
      { maxLength: 1 },
    ),
    models: of(schema.properties.models ?? {}),
  };
  const declared = fc.record({
    volumes: fc.record({
      data: often(fc.constant(null), part(schema, of, 'volume'), 3),
      cache: fc.constantFrom(null, {}),
    }),
    secrets: fc.record({
      s: often(fc.constantFrom({ file: './sub/file.txt' }, { environment: 'A' }), part(schema, of, 'secret'), 12),
    }),
    configs: fc.record({
      c: often(fc.constantFrom({ content: 'x $$y' }, { file: './sub/file.txt' }), fc.record({ content: word }), 3),
    }),
  });
  const names = often(fc.constant('app'), odd, 80);
  const main = fc
    .tuple(
      names,
      service,
      fc.option(service),
      fc.option(service),
      declared,
      often(fc.constant({}), some(tops, [], 1), 4),
    )
    .map(([name, app, db, other, rest, top]) => ({
      services: { [name]: app, db: db ?? { image: 'postgres:16' }, ...(other && { other }), base: { image: 'a:1' } },
      ...rest,
      ...top,
    }));
  const second = fc.record({ services: fc.record({ app: fields(1) }) });
  const base = fields(2).map((rest) => ({ services: { base: { image: 'a:1', ...rest }, app: { image: 'a:1' } } }));
  return fc.record({
    documents: often(fc.tuple(main), fc.tuple(main, second), 12),
    more: base,
    deep: base.map(({ services }) => ({ services: { deep: services.base, base: { image: 'a:1' } } })),
    values: fc
      .array(
        word.map((value) => `V=${value}`),
        { maxLength: 2 },
      )
      .map((lines) => lines.join('\n')),
    spelling: fc.array(fc.nat({ max: 11 }), { maxLength: 60, size: 'max' }),
  });
}

function part(
  schema: ComposeSchema,
  of: (schema: object) => fc.Arbitrary<unknown>,
  name: string,
): fc.Arbitrary<unknown> {
  return often(
    fc.constantFrom<unknown>(
      null,
      {},
      { name: 'x' },
      { external: true },
      { file: './sub/file.txt' },
      { internal: true },
    ),
    of(schema.definitions[name] ?? {}),
    2,
  );
}

export { VARIABLES };
