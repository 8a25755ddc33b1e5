import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Socket {
  state: 'listening' | 'connected';
  local: { address: string; port: number };
  remote: { address: string; port: number };
}

/** TCP states of the kernel's table that matter here; one that was closed a moment ago (TIME_WAIT) was a connection all the same. */
const STATES: Record<string, Socket['state']> = { '0A': 'listening', '01': 'connected', '06': 'connected' };

/** TCP sockets in the network namespace of a process, from the kernel's table; null when the process cannot be seen. No program of the container runs. */
export async function socketsOf(proc: string | null, pid: number): Promise<Socket[] | null> {
  if (proc === null || pid === 0) return null;
  const read = (name: string) => readFile(join(proc, String(pid), 'net', name), 'utf8');
  try {
    const [v4, v6] = await Promise.all([read('tcp'), read('tcp6').catch(() => '')]);
    return `${v4}\n${v6}`.split('\n').flatMap(parse);
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EINVAL', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

/** `sl local_address rem_address st …`, addresses in the byte order of the machine (proc_pid_net(5)). */
function parse(line: string): Socket[] {
  const [, local = '', remote = '', state = ''] = line.trim().split(/\s+/);
  const known = STATES[state];
  return known === undefined ? [] : [{ state: known, local: endpoint(local), remote: endpoint(remote) }];
}

function endpoint(text: string): { address: string; port: number } {
  const [hex = '', port = '0'] = text.split(':');
  return { address: hex.length === 8 ? ipv4(hex) : ipv6(hex), port: Number.parseInt(port, 16) };
}

function ipv4(hex: string): string {
  return [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join('.');
}

/** Mapped IPv4 addresses are shown as IPv4; of the rest only "any" and "loopback" are told apart. */
function ipv6(hex: string): string {
  if (/^0{32}$/.test(hex)) return '::';
  if (/^0{24}01000000$/.test(hex)) return '::1';
  if (/^0{16}FFFF0000/i.test(hex)) return ipv4(hex.slice(24));
  return hex.toLowerCase();
}
