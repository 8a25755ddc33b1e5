import { lookup } from 'node:dns/promises';
import { ENGINE_NETWORK } from '../engine/own/network.ts';
import { machineNetworks } from '../machine-networks.ts';
import type { Attempt } from './attempt.ts';
import { attemptHere } from './here.ts';

const METADATA = '169.254.169.254';
/** Hosts that builds know. The first that this machine reaches stands for all that is outside. */
const OUTSIDE = ['registry-1.docker.io', 'registry.npmjs.org', 'deb.debian.org', 'github.com'];

/** What is tried from everywhere, and what this machine says of it. */
export interface Targets {
  machine: Attempt[];
  metadata: Attempt;
  /** This machine gets an answer there, so that a container would. */
  metadataAnswers: boolean;
  /** A name and an address outside that this machine reaches; null where it reaches none. */
  outside: { name: Attempt; address: Attempt } | null;
}

/** @param port of the listener on this machine */
export async function findTargets(port: number, own: boolean, signal: AbortSignal): Promise<Targets> {
  const addresses = [...machineNetworks().addresses, ...(own ? [ENGINE_NETWORK.loopback] : [])];
  const metadata: Attempt = { target: 'metadata', address: METADATA, port: 80 };
  const known = (await Promise.all(OUTSIDE.map(lookedUp))).flat();
  const tried = await attemptHere(null, [metadata, ...known.map(({ address }) => address)], signal);
  const answers = (attempt: Attempt) => tried?.some((one) => one.address === attempt.address && one.reached) ?? false;
  return {
    machine: addresses.map((address) => ({ target: 'machine', address, port })),
    metadata,
    metadataAnswers: answers(metadata),
    outside: known.find(({ address }) => answers(address)) ?? null,
  };
}

async function lookedUp(name: string): Promise<{ name: Attempt; address: Attempt }[]> {
  const found = await lookup(name, { family: 4 }).catch(() => null);
  if (found === null) return [];
  return [
    {
      name: { target: 'names', address: name, port: null },
      address: { target: 'outside', address: found.address, port: 443 },
    },
  ];
}
