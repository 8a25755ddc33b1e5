import { z } from 'zod';

const texts = z.array(z.string());
const textMap = z.record(z.string(), z.string());
const target = z.string().startsWith('/');
const fileUses = z.array(
  z.strictObject({
    source: z.string(),
    target: z.string().optional(),
    uid: z.string().optional(),
    gid: z.string().optional(),
    mode: z.string().optional(),
  }),
);
const readOnly = z.literal(true).optional();
const mount = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('bind'),
    source: z.string(),
    target,
    read_only: readOnly,
    bind: z.strictObject({ create_host_path: z.literal(false) }),
  }),
  z.strictObject({
    type: z.literal('volume'),
    source: z.string().optional(),
    target,
    read_only: readOnly,
    volume: z.strictObject({ nocopy: readOnly, subpath: z.string().optional() }),
  }),
  z.strictObject({
    type: z.literal('tmpfs'),
    target,
    tmpfs: z.strictObject({ size: z.string(), mode: z.int().max(0o1777).optional() }),
  }),
]);
const build = z.strictObject({
  context: z.string().optional(),
  dockerfile: z.string().optional(),
  dockerfile_inline: z.string().optional(),
  additional_contexts: textMap.optional(),
  args: textMap.optional(),
  target: z.string().optional(),
  network: z.literal('none').optional(),
  shm_size: z.string().optional(),
  secrets: fileUses.optional(),
  labels: textMap,
  provenance: z.literal('false'),
  sbom: z.literal('false'),
});
const healthcheck = z.strictObject({
  disable: z.boolean().optional(),
  test: texts.optional(),
  interval: z.string().optional(),
  timeout: z.string().optional(),
  retries: z.number().max(20).optional(),
  start_period: z.string().optional(),
  start_interval: z.string().optional(),
});
const service = z.strictObject({
  image: z.string(),
  build: build.optional(),
  command: texts.optional(),
  entrypoint: texts.optional(),
  working_dir: target.optional(),
  user: z.string().optional(),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  stop_signal: z.string().optional(),
  stop_grace_period: z.string().optional(),
  environment: z.record(z.string(), z.string().nullable()).optional(),
  expose: texts.optional(),
  ports: z.never().optional(),
  hostname: z.string().optional(),
  domainname: z.string().optional(),
  networks: z.record(z.string(), z.strictObject({ aliases: texts }).nullable()).optional(),
  network_mode: z.literal('none').optional(),
  volumes: z.array(mount).optional(),
  tmpfs: texts.max(5).optional(),
  secrets: fileUses.optional(),
  configs: fileUses.optional(),
  depends_on: z
    .record(
      z.string(),
      z.strictObject({ condition: z.string(), restart: z.literal(true).optional(), required: z.boolean() }),
    )
    .optional(),
  healthcheck: healthcheck.optional(),
  restart: z
    .string()
    .regex(/^on-failure:[1-5]$/)
    .optional(),
  scale: z.literal(0).optional(),
  labels: textMap,
  logging: z.strictObject({ driver: z.literal('local'), options: textMap }),
  mem_limit: z.string(),
  memswap_limit: z.string(),
  cpus: z.number().max(2),
  pids_limit: z.int().min(1).max(512),
  shm_size: z.string().optional(),
  ulimits: z.strictObject({
    core: z.literal(0),
    fsize: z.int().positive(),
    nofile: z.strictObject({ soft: z.int(), hard: z.int() }),
  }),
  sysctls: z.strictObject({ 'net.core.somaxconn': z.string() }).optional(),
  cap_add: texts.optional(),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  oom_score_adj: z.literal(500),
  ipc: z.literal('private'),
  cgroup: z.literal('private'),
});
const named = z.string().regex(/^gabcdefghijklmnopqrstuvwxyz_[\w.-]+$/);
const file = z.strictObject({ name: named, file: z.string().optional(), content: z.string().optional() });

/** What may ever run, written out a second time on purpose: the closed way, where the prober reaches containers by address. */
export const modelSchema = z.strictObject({
  name: z.literal('gabcdefghijklmnopqrstuvwxyz'),
  services: z.record(z.string(), service),
  networks: z.record(
    z.string(),
    z.strictObject({
      name: named,
      driver: z.literal('bridge'),
      driver_opts: z.strictObject({ 'com.docker.network.bridge.name': z.string().regex(/^dg-[0-9a-f]{12}$/) }),
      internal: z.literal(true),
      labels: textMap,
    }),
  ),
  volumes: z.record(z.string(), z.strictObject({ name: named, labels: textMap })),
  secrets: z.record(z.string(), file),
  configs: z.record(z.string(), file),
});
