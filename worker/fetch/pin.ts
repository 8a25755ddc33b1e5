import { lookup } from 'node:dns/promises';
import { isIP, isIPv6, type LookupFunction } from 'node:net';
import { DockgradeError } from '../../src/core/errors.ts';
import type { GitHost } from '../../src/core/git-hosts.ts';
import { isPublic } from './public.ts';

/** Milliseconds in which a name must be resolved. */
const RESOLVE_WITHIN = 15_000;

/** Where a host is reached, in every request of a run: looked up once, so that no second answer can lead elsewhere. */
export interface Pin {
  hostname: string;
  port: string;
  addresses: readonly [string, ...string[]];
}

/**
 * Finds out where the host of a repository is. An address that the operator named with the host is taken as it is; of those that DNS gives, each must
 * be a public one. Throws `repository-not-allowed`, `repository-unreachable`.
 */
export async function pinHost(url: URL, named: readonly GitHost[], signal: AbortSignal): Promise<Pin> {
  const { hostname, host } = url;
  const port = url.port || '443';
  const known = named.find((entry) => entry.host === host)?.address ?? null;
  if (known !== null) return { hostname, port, addresses: [known] };
  const [first, ...others] = isIP(hostname) ? [hostname] : await addressesOf(hostname, signal);
  if (first === undefined) throw unreachable(hostname, 'it has no address');
  const addresses = [first, ...others] as const;
  if (addresses.every(isPublic)) return { hostname, port, addresses };
  throw new DockgradeError(
    'repository-not-allowed',
    `${host} leads into a private network, from where nothing is fetched.`,
    {
      remedy: `If that is meant, name it with its address in DOCKGRADE_GIT_HOSTS, for example ${host}=${isIP(hostname) ? hostname : '10.1.2.3'}.`,
    },
  );
}

/** For git's setting `http.curloptResolve`. */
export function curlPin({ hostname, port, addresses }: Pin): string {
  return `${hostname}:${port}:${addresses.map((address) => (isIPv6(address) ? `[${address}]` : address)).join(',')}`;
}

/** For Node's own requests. */
export function nodePin({ addresses }: Pin): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    if (options.all) callback(null, all);
    else callback(null, addresses[0], isIP(addresses[0]));
  };
}

async function addressesOf(hostname: string, signal: AbortSignal): Promise<string[]> {
  const over = Promise.withResolvers<never>();
  const either = AbortSignal.any([signal, AbortSignal.timeout(RESOLVE_WITHIN)]);
  const end = () => over.reject(either.reason);
  either.addEventListener('abort', end, { once: true });
  try {
    const found = await Promise.race([lookup(hostname, { all: true }), over.promise]);
    return found.map(({ address }) => address);
  } catch (error) {
    signal.throwIfAborted();
    throw unreachable(hostname, (error as NodeJS.ErrnoException).code ?? 'no name server answers', error);
  } finally {
    either.removeEventListener('abort', end);
  }
}

function unreachable(hostname: string, why: string, cause?: unknown): DockgradeError {
  return new DockgradeError('repository-unreachable', `${hostname} cannot be found: ${why}.`, {
    cause,
    remedy: 'Check the address and the network, and try again.',
  });
}
