import { DockgradeError } from '../../src/core/errors.ts';
import { bubblewrap } from './bubblewrap.ts';
import { container } from './container.ts';
import { ensureComposeImage } from './container-image.ts';
import { composePath, programAt } from './programs.ts';
import { prove } from './prove.ts';
import type { Seal } from './seal.ts';

/** Milliseconds to try one kind of seal; an image from a registry may take most of it. */
const PATIENCE = 60_000;

const chosen = new Map<string | null, Promise<Seal>>();

/**
 * The seal in which this machine reads Compose files of strangers: bubblewrap, and where that does not work a container of the engine. Each is tried before it counts, once
 * in a process.
 * @param host the engine's address; null where there is none to ask
 * @throws DockgradeError `sandbox-missing` when neither works: without a seal nothing is read
 */
export function sealFor(host: string | null): Promise<Seal> {
  const known = chosen.get(host);
  if (known) return known;
  const seal = choose(host);
  chosen.set(host, seal);
  // What is in the way now may be gone at the next submission.
  seal.catch(() => chosen.delete(host));
  return seal;
}

async function choose(host: string | null): Promise<Seal> {
  const reasons: string[] = [];
  for (const [name, make] of [['bubblewrap', makeBubblewrap] as const, ...containerOf(host)]) {
    const signal = AbortSignal.timeout(PATIENCE);
    try {
      const seal = await make(signal);
      await prove(seal, signal);
      return seal;
    } catch (error) {
      reasons.push(`${name}: ${(error as Error).message}`);
    }
  }
  throw new DockgradeError(
    'sandbox-missing',
    `Compose files of strangers cannot be read here (${reasons.join('; ')})`,
    {
      remedy: 'Install the package bubblewrap, and let it make user namespaces; `dockgrade doctor` tries it.',
    },
  );
}

async function makeBubblewrap(signal: AbortSignal): Promise<Seal> {
  return bubblewrap(await programAt(await composePath(signal), signal));
}

function containerOf(host: string | null) {
  if (host === null) return [];
  const make = async (signal: AbortSignal) => {
    const { image, program } = await ensureComposeImage(host, signal);
    return container(host, image, program);
  };
  return [['container', make] as const];
}
