/**
 * The program that tries, in a container, in a step of a build, in the engine's network namespace and on this machine alike, so that a control fails for no other
 * reason than what it controls. It stands alone. `inside.ts listen PORT` answers whoever connects; `inside.ts try ATTEMPTS` (or the variable ATTEMPTS) tries all
 * at once and prints what came of it.
 */
import { Resolver } from 'node:dns/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { argv, env, exit, stdin, stdout } from 'node:process';
import type { Attempt, Outcome } from './attempt.ts';

/** Milliseconds: what a firewall swallows is given up then. */
const PATIENCE = 1500;

const [, , what, value = env.ATTEMPTS ?? '[]'] = argv;
if (what === 'listen') listen(Number(value));
else tryAll(JSON.parse(value));

/** On every address of both families. With UNTIL_END it ends with its standard input. */
function listen(port: number): void {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).end());
  server.once('error', () => server.listen(port, '0.0.0.0'));
  server.on('listening', () => stdout.write(`listening ${(server.address() as AddressInfo).port}\n`));
  server.listen(port, '::');
  if (env.UNTIL_END) stdin.on('end', () => exit()).resume();
}

async function tryAll(attempts: Attempt[]): Promise<void> {
  const outcomes = await Promise.all(attempts.flatMap(placed).map(tryOne));
  // A line for each: long ones are cut on their way out of a build.
  const lines = [...outcomes.map((outcome) => JSON.stringify(outcome)), 'end'];
  stdout.write(lines.map((line) => `dockgrade-proof ${line}\n`).join(''), () => exit());
}

/** Gateways are found where they are tried: the engine gives them the first address of a network. */
function placed(attempt: Attempt): Attempt[] {
  if (attempt.address !== 'gateway') return [attempt];
  const own = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return own
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address, netmask }) => ({ ...attempt, address: gatewayOf(numbers(address), numbers(netmask)) }));
}

function gatewayOf(address: number[], mask: number[]): string {
  return address.map((part, at) => (part & (mask[at] ?? 0)) + (at === 3 ? 1 : 0)).join('.');
}

function numbers(address: string): number[] {
  return address.split('.').map(Number);
}

async function tryOne(attempt: Attempt): Promise<Outcome> {
  const { address, port } = attempt;
  return { ...attempt, ...(await (port === null ? lookUp(address) : connection(address, port))) };
}

function connection(host: string, port: number): Promise<Pick<Outcome, 'reached' | 'how'>> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE });
    const end = (reached: boolean, how: string) => {
      socket.destroy();
      resolve({ reached, how });
    };
    socket.once('connect', () => end(true, 'connected'));
    socket.once('timeout', () => end(false, 'timeout'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(false, error.code ?? error.message));
  });
}

async function lookUp(name: string): Promise<Pick<Outcome, 'reached' | 'how'>> {
  try {
    const addresses = await new Resolver({ timeout: PATIENCE, tries: 1 }).resolve4(name);
    return { reached: true, how: addresses.join(' ') };
  } catch (error) {
    return { reached: false, how: (error as NodeJS.ErrnoException).code ?? '' };
  }
}
