/**
 * The addresses inside the engine's network namespace: one private /16, of which the way out takes the last /24 and
 * containers the lower half. Not 10.0.2.0/24, slirp4netns's own default: virtual machines often sit in that one themselves.
 */
export const ENGINE_NETWORK = {
  /** Networks of containers: 512 of up to 60 containers each. */
  pool: { base: '10.213.0.0/17', size: 26 },
  wayOut: '10.213.255.0/24',
  /** The engine itself, as slirp4netns sees it. */
  engine: '10.213.255.100',
  /** Would be the machine's loopback, had slirp4netns not been told to leave that out. */
  loopback: '10.213.255.2',
  /** slirp4netns answers here and asks the machine's own resolver. */
  nameServer: '10.213.255.3',
} as const;
