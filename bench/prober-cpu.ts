import { readdirSync, readFileSync } from 'node:fs';

/** Kernel ticks a second, the unit of /proc/PID/stat (proc_pid_stat(5)); 100 on every Linux that Node runs on. */
const TICKS = 100;
const EVERY = 250;

/** Watches the prober's process below `parent` until `stop`, which returns its CPU seconds: what was seen last, at most 250 ms before its end. */
export function watchProber(parent: number): { stop(): number } {
  let seconds = 0;
  const look = () => {
    for (const name of readdirSync('/proc')) {
      if (/^\d+$/.test(name) && read(`/proc/${name}/cmdline`).includes('prober/process.ts')) {
        const fields = fieldsOf(name);
        if (Number(fields[1]) === parent) seconds = (Number(fields[11]) + Number(fields[12])) / TICKS;
      }
    }
  };
  const timer = setInterval(look, EVERY);
  return {
    stop() {
      clearInterval(timer);
      return seconds;
    },
  };
}

/** The fields after the name, which may itself hold spaces: state first, then the parent; user and system time are the 12th and 13th. */
function fieldsOf(pid: string): string[] {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Empty for a process that ended in the meantime. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
