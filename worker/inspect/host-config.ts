import { plain } from '../admission/values.ts';
import type { Container } from '../engine/engine.ts';
import type { AdmittedService } from './admitted.ts';
import { hostMountMismatches } from './host-mounts.ts';
import { compare, type Mismatch } from './mismatch.ts';

const MIB = 1024 * 1024;
/** What a container may have at the most, whatever was admitted. */
const CAPABILITIES = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'NET_BIND_SERVICE', 'SETGID', 'SETUID'];
/** What the engine hides of the kernel, at the least: newer ones hide more. */
const MASKED = ['/proc/kcore', '/proc/keys', '/proc/timer_list', '/sys/firmware'];
const READ_ONLY = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

/**
 * What each field must be. A field that is not among them must say nothing: so a new one of the engine's, in which somebody asked for something, is a
 * mismatch until it has a line here. What decides about the machine's safety is a constant, and not taken from the model.
 */
const EXPECTED: Readonly<Record<string, (admitted: AdmittedService, actual: unknown) => unknown>> = {
  CapAdd: ({ service }) => CAPABILITIES.filter((name) => service.cap_add?.includes(name)).map((name) => `CAP_${name}`),
  CapDrop: () => ['ALL'],
  SecurityOpt: () => ['no-new-privileges:true'],
  IpcMode: () => 'private',
  CgroupnsMode: () => 'private',
  MaskedPaths: (_, actual) => atLeast(MASKED, actual),
  ReadonlyPaths: (_, actual) => atLeast(READ_ONLY, actual),
  OomScoreAdj: () => 500,
  CgroupParent: ({ service }) => service.cgroup_parent,
  Runtime: ({ engine }) => engine.runtime,
  NetworkMode: (admitted, actual) => firstNetwork(admitted, actual),
  PortBindings: ({ service }) =>
    Object.fromEntries(
      (service.ports ?? []).map(({ target, protocol }) => [`${target}/${protocol}`, [{ HostIp: '127.0.0.1' }]]),
    ),
  RestartPolicy: ({ service }) => {
    const [Name, retries] = (service.restart ?? 'no').split(':');
    return { Name, MaximumRetryCount: Number(retries ?? 0) };
  },
  LogConfig: ({ service }) => ({ Type: service.logging?.driver, Config: service.logging?.options }),
  Memory: ({ service }) => Number(service.mem_limit),
  MemorySwap: ({ service, engine }, actual) =>
    !engine.limitsSwap && actual === -1 ? actual : Number(service.memswap_limit),
  NanoCpus: ({ service }) => Math.round((service.cpus ?? 0) * 1e9),
  PidsLimit: ({ service }) => service.pids_limit,
  // Without a word in the model it is as the engine's operator has set it.
  ShmSize: ({ service }, actual) =>
    service.shm_size === undefined && typeof actual === 'number'
      ? Math.min(actual, 256 * MIB)
      : Number(service.shm_size),
  Ulimits: ({ service }) =>
    Object.entries(service.ulimits ?? {}).map(([Name, limit]) =>
      typeof limit === 'number' ? { Name, Hard: limit, Soft: limit } : { Name, Hard: limit.hard, Soft: limit.soft },
    ),
  Sysctls: ({ service }) => service.sysctls,
  Init: ({ service }) => service.init,
  ReadonlyRootfs: ({ service }) => service.read_only,
  Tmpfs: ({ service }) => Object.fromEntries((service.tmpfs ?? []).map((entry) => plain(entry).split(/:(.*)/s))),
};

/** The rights and limits of one container, field by field. */
export function hostConfigMismatches(
  admitted: AdmittedService,
  { Binds, Mounts, ...rest }: Container['HostConfig'],
): Mismatch[] {
  const actual: Readonly<Record<string, unknown>> = { ...rest };
  const fields = [...new Set([...Object.keys(EXPECTED), ...Object.keys(actual)])];
  return [
    ...fields.flatMap((field) => {
      const value = actual[field];
      return compare(`container ${admitted.name}`, `HostConfig.${field}`, EXPECTED[field]?.(admitted, value), value);
    }),
    ...hostMountMismatches(admitted, { Binds, Mounts }),
  ];
}

function atLeast(least: readonly string[], actual: unknown): unknown {
  return Array.isArray(actual) && least.every((path) => actual.includes(path)) ? actual : least;
}

/** Compose names one of them here, the others beside it. */
function firstNetwork({ service, model }: AdmittedService, actual: unknown): unknown {
  if (service.network_mode === 'none') return 'none';
  const names = Object.keys(service.networks ?? {}).map((network) => model.networks[network]?.name);
  return names.find((name) => name === actual) ?? names[0] ?? 'none';
}
