import { isIP, isIPv4 } from 'node:net';

/** A host whose repositories are taken. */
export interface GitHost {
  /** Lower case, with a port where it is not 443: as `URL` gives it. */
  host: string;
  /** The one address where it is reached, as the operator named it; null: what DNS says, if that is a public one. */
  address: string | null;
}

const PLAIN = /^[a-z0-9.-]+(:\d+)?$/;

/**
 * Reads `HOST`, `HOST:PORT` or either with `=ADDRESS`, separated by white space. A host that is an IPv4 address is reached there and nowhere else.
 * Returns null where an entry is none of these.
 */
export function parseGitHosts(text: string): GitHost[] | null {
  const hosts = text.split(/\s+/).filter(Boolean).map(parseEntry);
  return hosts.every((host) => host !== null) ? hosts : null;
}

/** The text that `parseGitHosts` reads. */
export function gitHostsText(hosts: readonly GitHost[]): string {
  return hosts.map(({ host, address }) => (address === null ? host : `${host}=${address}`)).join(' ');
}

function parseEntry(entry: string): GitHost | null {
  const [name = '', address = null, ...more] = entry.toLowerCase().split('=');
  if (more.length > 0 || !URL.canParse(`https://${name}`)) return null;
  const url = new URL(`https://${name}`);
  if (!PLAIN.test(url.host) || url.href !== `https://${url.host}/`) return null;
  const literal = isIPv4(url.hostname) ? url.hostname : null;
  if (address === null) return { host: url.host, address: literal };
  if (isIP(address) === 0 || address.includes('%') || (literal !== null && literal !== address)) return null;
  return { host: url.host, address };
}
