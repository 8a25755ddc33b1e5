import { readdirSync, readFileSync } from 'node:fs';

/** The command lines of all processes of this machine but this one that hold a text. */
export function processesWith(text: string): string[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== `${process.pid}`);
  return ids.map(commandOf).filter((command) => command.includes(text));
}

/** Nothing of a process that has ended. */
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
