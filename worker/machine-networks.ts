import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

/** Where this machine can be reached, and what it is directly connected to. */
export interface MachineNetworks {
  /** Its own addresses of both families, without loopback and link-local ones. */
  addresses: string[];
  /** The IPv4 networks of its interfaces, as `192.0.2.1/24`. */
  networks: string[];
}

/** Asks the system each time: addresses come and go. */
export function machineNetworks(): MachineNetworks {
  const all = Object.values(networkInterfaces()).flatMap((entries): NetworkInterfaceInfo[] => entries ?? []);
  const outer = all.filter(({ internal, address }) => !internal && !address.startsWith('fe80:'));
  return {
    addresses: outer.map(({ address }) => address),
    networks: outer.flatMap(({ family, cidr }) => (family === 'IPv4' && cidr !== null ? [cidr] : [])),
  };
}
