import { lookup } from 'node:dns/promises';
import { isIPv4 } from 'node:net';
import { machineNetworks } from '../../machine-networks.ts';
import { ENGINE_NETWORK } from './network.ts';

/** Addresses that mean a machine of the network around this one, or no single machine at all (RFC 6890); and a public one, at which Azure tells its own machines their secrets. */
export const PRIVATE_NETWORKS = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
] as const;

interface FirewallInput {
  /** Networks that this machine is part of, and with them its own addresses: `192.0.2.1/24`. */
  machine: readonly string[];
  /** Private addresses that builds and open runs may reach all the same: `10.1.2.3`, `10.1.2.0/24`, each also with a port (`10.1.2.3:8081`). */
  privateHosts: readonly string[];
  /** Where the engine itself, and nothing in it, goes out through: `10.1.2.3:3128`. */
  proxies: readonly string[];
}

/**
 * The firewall of the engine's network namespace, as `iptables-restore --noflush` takes it; applied again it replaces itself. Docker's own rules come after
 * these and decide about what these let through, so a closed network stays closed.
 *
 * A container reaches no address of the namespace and no other network in it; what goes out, goes to public addresses that are not this machine's. The same
 * holds for what the engine itself fetches, on behalf of a build.
 */
function firewallRules({ machine, privateHosts, proxies }: FirewallInput): string {
  const closed = [...new Set([...machine, ...PRIVATE_NETWORKS])];
  return [
    '*filter',
    ...['DOCKER-USER', INSIDE, BETWEEN, OUTSIDE, ENGINE, REFUSED].map((chain) => `:${chain} - [0:0]`),
    '-F INPUT',
    '-F OUTPUT',
    `-A INPUT -j ${INSIDE}`,
    `-A OUTPUT -o ${WAY_OUT} -j ${ENGINE}`,
    // Docker leads everything that is forwarded through this chain first, and never touches what is in it.
    `-A DOCKER-USER -j ${BETWEEN}`,

    `-A ${INSIDE} -i lo -j RETURN`,
    `-A ${INSIDE} ${KNOWN} -j RETURN`,
    `-A ${INSIDE} ${REFUSE}`,

    `-A ${BETWEEN} ${KNOWN} -j RETURN`,
    `-A ${BETWEEN} -o ${WAY_OUT} -g ${OUTSIDE}`,
    // Within one network: the kernel shows us these packets although nobody routes them.
    `-A ${BETWEEN} -m physdev --physdev-is-bridged -j RETURN`,
    `-A ${BETWEEN} ${REFUSE}`,

    ...proxies.map((place) => `-A ${ENGINE} ${to(place)} -j RETURN`),
    `-A ${ENGINE} ${KNOWN} -j RETURN`,
    `-A ${ENGINE} -g ${OUTSIDE}`,

    ...['udp', 'tcp'].map(
      (protocol) => `-A ${OUTSIDE} -d ${ENGINE_NETWORK.nameServer} -p ${protocol} --dport 53 -j RETURN`,
    ),
    ...privateHosts.map((place) => `-A ${OUTSIDE} ${to(place)} -j RETURN`),
    ...closed.map((network) => `-A ${OUTSIDE} -d ${network} ${REFUSE}`),

    // The kernel sends few ICMP messages a second, and any number of resets.
    `-A ${REFUSED} -p tcp -j REJECT --reject-with tcp-reset`,
    `-A ${REFUSED} -j REJECT --reject-with icmp-admin-prohibited`,
    'COMMIT\n',
  ].join('\n');
}

/** The rules for this machine as it is now. */
export async function firewallHere(privateHosts: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const places = Object.entries(environment).filter(([name]) => /^https?_proxy$/i.test(name));
  const proxies = await Promise.all(places.map(([, value]) => proxyAddresses(value ?? '')));
  return firewallRules({
    machine: machineNetworks().networks,
    privateHosts,
    proxies: [...new Set(proxies.flat())],
  });
}

/** One that has no address now cannot be used either. */
async function proxyAddresses(value: string): Promise<string[]> {
  const url = URL.parse(value.includes('://') ? value : `http://${value}`);
  if (url === null || url.hostname === '') return [];
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const found = await lookup(url.hostname, { all: true, family: 4 }).catch(() => []);
  return found.filter(({ address }) => isIPv4(address)).map(({ address }) => `${address}:${port}`);
}

const INSIDE = 'DOCKGRADE-INSIDE';
const BETWEEN = 'DOCKGRADE-BETWEEN';
const OUTSIDE = 'DOCKGRADE-OUTSIDE';
const ENGINE = 'DOCKGRADE-ENGINE';
const REFUSED = 'DOCKGRADE-REFUSED';
/** The interface that slirp4netns makes. */
const WAY_OUT = 'tap0';
const KNOWN = '-m conntrack --ctstate ESTABLISHED,RELATED';
/** Whoever tries is told at once, instead of waiting for an answer. */
const REFUSE = `-g ${REFUSED}`;

function to(place: string): string {
  const [network, port] = place.split(':');
  return port === undefined ? `-d ${network}` : `-d ${network} -p tcp --dport ${port}`;
}
