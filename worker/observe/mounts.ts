import { relative } from 'node:path';
import type { MountFacts } from '../../src/core/evidence/index.ts';
import type { Container } from '../engine/engine.ts';

/** An anonymous volume has a name of 64 hex digits that the engine made up. */
const ANONYMOUS = /^[0-9a-f]{64}$/;

/** What a container mounts, in the student's names. `tmpfs:` entries stand in the host configuration only. */
export function mountsOf(container: Container, project: string, root: string): MountFacts[] {
  const listed = container.Mounts.map((mount): MountFacts => {
    const anonymous = mount.Type === 'volume' && ANONYMOUS.test(mount.Name ?? '');
    const name =
      mount.Type === 'volume'
        ? (mount.Name ?? '').replace(`${project}_`, '')
        : mount.Type === 'bind'
          ? relative(root, mount.Source) || '.'
          : null;
    const type = (['volume', 'bind', 'tmpfs'] as const).find((t) => t === mount.Type) ?? 'other';
    return { type, name: anonymous ? null : name, anonymous, destination: mount.Destination, readOnly: !mount.RW };
  });
  const temporary = Object.keys(container.HostConfig.Tmpfs ?? {})
    .filter((destination) => !listed.some((mount) => mount.destination === destination))
    .map((destination): MountFacts => ({ type: 'tmpfs', name: null, anonymous: false, destination, readOnly: false }));
  return [...listed, ...temporary];
}

/** The mount that holds a directory: the one whose destination is the longest prefix of it. */
export function mountHolding(directory: string, mounts: readonly MountFacts[]): MountFacts | null {
  const holding = mounts.filter(
    ({ destination }) => directory === destination || directory.startsWith(`${destination.replace(/\/$/, '')}/`),
  );
  return holding.sort((a, b) => b.destination.length - a.destination.length)[0] ?? null;
}
