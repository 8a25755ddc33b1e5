import type { ServiceFacts, Where } from '../../src/core/evidence/index.ts';

/** A port of the machine that one service asks for. `published` as it is written: `3000` or `3000-3005`. */
export interface Claim {
  service: string;
  published: string;
  hostIp: string | null;
  target: number;
  where: Where;
}

/**
 * The first two claims on the same port of the machine, in the order of the file; null when every port has one owner. For two ranges Docker
 * looks for ports that are free, so they may overlap.
 */
export function portClash(services: readonly ServiceFacts[]): [Claim, Claim] | null {
  const claims = services.flatMap(({ name, ports }) =>
    ports.flatMap(({ published, ...port }) => (published === null ? [] : [{ service: name, published, ...port }])),
  );
  for (const [index, later] of claims.entries()) {
    const earlier = claims.slice(0, index).find((claim) => collide(claim, later));
    if (earlier) return [earlier, later];
  }
  return null;
}

function collide(a: Claim, b: Claim): boolean {
  const [first, second] = [rangeOf(a.published), rangeOf(b.published)];
  if (first.to > first.from && second.to > second.from) return false;
  return first.from <= second.to && second.from <= first.to && sameAddress(a.hostIp, b.hostIp);
}

function rangeOf(published: string): { from: number; to: number } {
  const [from, to] = published.split('-').map(Number);
  return { from: from ?? Number.NaN, to: to ?? from ?? Number.NaN };
}

/** Without an address a port is taken on all of them, of IPv4 and of IPv6. */
function sameAddress(a: string | null, b: string | null): boolean {
  if (!a || !b || a === b) return true;
  if (a.includes(':') !== b.includes(':')) return false;
  return [a, b].some((address) => address === '0.0.0.0' || address === '::');
}
