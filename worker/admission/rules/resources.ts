import type { ComposeService } from '../model.ts';
import { fieldsOf, numberOf } from '../values.ts';
import { askedFor, type Desk, type Rule } from './rule.ts';

const MIB = 1024 * 1024;
const LEAST_MEMORY = 256 * MIB;
/** A database with its threads and an application with its workers fit in. */
const LEAST_PIDS = 128;
const MAX_SHM = 256 * MIB;
const FILES = { soft: 4096, hard: 8192 };
const MAX_FILES = 65_536;
/** Shares between programs of one machine, and things of the machine itself. */
const LEFT_OUT = [
  ...['mem_reservation', 'mem_swappiness', 'cpu_count', 'cpu_percent', 'cpu_shares', 'cpu_quota', 'cpu_period'],
  ...['cpu_rt_runtime', 'cpu_rt_period', 'cpuset', 'storage_opt', 'blkio_config'],
];

/** Each service gets a part of the submission's memory and processes, or what it asks for where that is less. */
export const resources: Rule<ComposeService> = {
  id: 'resources',
  keys: [...['mem_limit', 'memswap_limit', 'cpus', 'pids_limit', 'shm_size', 'ulimits'], ...LEFT_OUT],
  apply(desk) {
    const { value, out, review } = desk;
    const { limits } = review.input;
    const services = Math.max(review.services.size, 1);
    const wanted = fieldsOf(fieldsOf(fieldsOf(value.deploy).resources).limits);
    const most = review.input.group === null ? 1 / services : partOf(services);
    const memory = Math.max(Math.floor(limits.memory * most), LEAST_MEMORY);
    out.mem_limit = String(lower(desk, 'mem_limit', value.mem_limit ?? wanted.memory, memory));
    // No swap on top: what does not fit fails at once instead of slowing everything down.
    out.memswap_limit = out.mem_limit;
    out.cpus = lower(desk, 'cpus', value.cpus ?? wanted.cpus, limits.cpus);
    const pids = Math.max(Math.floor(limits.pids * most), LEAST_PIDS);
    out.pids_limit = lower(desk, 'pids_limit', value.pids_limit ?? wanted.pids, pids);
    const shm = numberOf(value.shm_size);
    if (shm !== undefined && shm >= 1) out.shm_size = String(lower(desk, 'shm_size', shm, MAX_SHM));
    if (review.input.group !== null) out.cgroup_parent = review.input.group;
    // A single file cannot be larger than all of them may be together: who asks for that is told so at once, by the system.
    out.ulimits = { core: 0, fsize: Math.floor(limits.disk), nofile: filesOf(desk, fieldsOf(value.ulimits).nofile) };
    for (const key of askedFor(value, LEFT_OUT)) desk.note('strip', leftOut(key), key);
    for (const limit of Object.keys(fieldsOf(value.ulimits)))
      if (!(limit in out.ulimits)) desk.note('strip', leftOut(limit), 'ulimits', limit);
  },
};

/**
 * Where a control group holds the sum, a service may have what the others leave: a database beside four idle helpers needs more than a fifth. Not
 * all of it, so that one that runs away meets a limit of its own, and is told by name, before it takes the others along.
 */
function partOf(services: number): number {
  return services === 1 ? 1 : 3 / 4;
}

/** The student's own limit where there is one (zero and less mean "none"), but never more than ours. */
function lower(desk: Desk<ComposeService>, key: string, wanted: unknown, most: number): number {
  const number = numberOf(wanted) ?? 0;
  // Parts of a CPU make sense; parts of a byte or a process do not.
  const own = key === 'cpus' ? number : Math.floor(number);
  if (own <= 0) return most;
  if (own <= most) return own;
  const [shown, limit] = key === 'cpus' || key === 'pids_limit' ? [own, most] : [mebibytes(own), mebibytes(most)];
  desk.note(
    'limit',
    {
      en: `\`${key}\` is ${limit} here instead of ${shown}: all services of a submission share one machine.`,
      es: `\`${key}\` es aquí ${limit} en lugar de ${shown}: todos los servicios de una entrega comparten una máquina.`,
    },
    ...(desk.value[key] === undefined ? ['deploy', 'resources', 'limits'] : [key]),
  );
  return most;
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}

function leftOut(key: string) {
  return {
    en: `\`${key}\` is left out: what each service may take is counted here in memory, CPUs, processes and open files.`,
    es: `\`${key}\` se omite: lo que puede tomar cada servicio se cuenta aquí en memoria, CPU, procesos y archivos abiertos.`,
  };
}

/** Open files. Some databases ask for many, and that costs nothing while they are not open. */
function filesOf(desk: Desk<ComposeService>, wanted: unknown): { soft: number; hard: number } {
  const most = Math.min(MAX_FILES, desk.review.input.openFiles ?? MAX_FILES);
  const soft = numberOf(wanted) ?? numberOf(fieldsOf(wanted).soft);
  const hard = numberOf(wanted) ?? numberOf(fieldsOf(wanted).hard);
  if (soft === undefined || hard === undefined || soft < 1 || hard < soft) return upTo(most, FILES);
  if (hard > most) desk.note('limit', fewerFiles(most, hard), 'ulimits', 'nofile');
  return upTo(most, { soft: Math.floor(soft), hard: Math.floor(hard) });
}

function upTo(most: number, { soft, hard }: { soft: number; hard: number }): { soft: number; hard: number } {
  return { soft: Math.min(soft, most), hard: Math.min(hard, most) };
}

function fewerFiles(most: number, wanted: number) {
  return {
    en: `\`nofile\` is ${most} here instead of ${wanted}: that is how many files a service may have open at once.`,
    es: `\`nofile\` es aquí ${most} en lugar de ${wanted}: son los archivos que un servicio puede tener abiertos a la vez.`,
  };
}
