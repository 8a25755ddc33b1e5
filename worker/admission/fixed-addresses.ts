import { isIP } from 'node:net';
import type { Review } from './review.ts';
import { entriesOf, textOf } from './values.ts';

/**
 * A text in which the addresses that the file gives to its services are the names of these services. The engine gives other addresses here, and whoever
 * asks for one that was fixed would find nobody.
 */
export function withNames(review: Review, text: string): string {
  return fixedAddresses(review).reduce((said, { address, service }) => said.replaceAll(address, service), text);
}

function fixedAddresses({ services }: Review): { address: RegExp; service: string }[] {
  return [...services].flatMap(([service, { networks }]) =>
    entriesOf(networks).flatMap(([, options]) =>
      [textOf(options.ipv4_address), textOf(options.ipv6_address)]
        .filter((address) => address !== undefined && isIP(address) !== 0)
        .map((address) => ({ address: whole(address ?? ''), service })),
    ),
  );
}

/** The address where it stands alone, and not as a part of a longer one. An IPv6 address in a URL has brackets, which a name has not. */
function whole(address: string): RegExp {
  const escaped = address.replaceAll('.', '\\.');
  return isIP(address) === 4
    ? new RegExp(`(?<![\\d.])${escaped}(?!\\d|\\.\\d)`, 'g')
    : new RegExp(`\\[${escaped}\\]|(?<![\\w:])${escaped}(?![\\w:])`, 'g');
}
