import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Ranges that are not part of the public Internet (IANA's registries of special-purpose addresses), and one public address that is none: at
 * 168.63.129.16 Azure answers its own machines.
 */
const CLOSED_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/3', '168.63.129.16/32'],
];
/** Of what IPv6 has in use (`2000::/3`): protocols, documentation, and 6to4, which leads to any address of IPv4. */
const CLOSED_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
/** A network without IPv4 reaches it through here (RFC 6052): the last four bytes are an address of IPv4. */
const TRANSLATED = '64:ff9b::';

const closed = new BlockList();
const open6 = new BlockList();
for (const [net, bits] of CLOSED_4.map(parts)) {
  closed.addSubnet(net, bits, 'ipv4');
  closed.addSubnet(`${TRANSLATED}${net}`, 96 + bits, 'ipv6');
}
for (const [net, bits] of CLOSED_6.map(parts)) closed.addSubnet(net, bits, 'ipv6');
open6.addSubnet('2000::', 3, 'ipv6');
open6.addSubnet(TRANSLATED, 96, 'ipv6');

/** Whether an address is one of the public Internet; what is no address is not, nor one that says through which of this machine's networks. */
export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !closed.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return false;
  return open6.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}

function parts(range: string): [net: string, bits: number] {
  const [net = '', bits] = range.split('/');
  return [net, Number(bits)];
}
