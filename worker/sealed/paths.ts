import { posix } from 'node:path';

/** Where the loader finds the repository. The paths of this machine are unknown to it, so no message can name them. */
export const CHECKOUT = '/checkout';

/** The path in the seal of one below `root`. */
export function toSealed(root: string, path: string): string {
  return path === root ? CHECKOUT : `${CHECKOUT}${path.slice(root.length)}`;
}

/** What Compose says, with paths relative to the repository. */
export function withoutSealed(text: string): string {
  return text.replaceAll(`${CHECKOUT}/`, '').replaceAll(CHECKOUT, '.');
}

/** Fields of Compose's canonical JSON in which it writes paths of the machine. `*` stands for any name or index. */
const PATHS = [
  'services.*.build.context',
  'services.*.build.dockerfile',
  'services.*.build.additional_contexts.*',
  'services.*.volumes.*.source',
  'services.*.develop.watch.*.path',
  'services.*.credential_spec.file',
  'secrets.*.file',
  'configs.*.file',
  'volumes.*.driver_opts.device',
].map((path) => path.split('.'));

/**
 * Changes a model so that its paths are those of this machine, without `..`: the kernel goes back from where a link led, and whoever judges a path or mounts it
 * goes back by its text. Everything else is left as it stands, also a text that looks like such a path: the rules of admission
 * refuse what they find outside the repository.
 */
export function withRealPaths(model: unknown, root: string): unknown {
  for (const path of PATHS) replaceAt(model, path, (value) => real(value, root));
  return model;
}

function real(path: string, root: string): string {
  const straight = path.startsWith('/') ? posix.resolve(path) : path;
  return straight === CHECKOUT || straight.startsWith(`${CHECKOUT}/`)
    ? `${root}${straight.slice(CHECKOUT.length)}`
    : path;
}

function replaceAt(node: unknown, [step, ...rest]: readonly string[], change: (value: string) => string): void {
  if (typeof node !== 'object' || node === null || step === undefined) return;
  const inner = node as Record<string, unknown>;
  for (const key of step === '*' ? Object.keys(inner) : [step]) {
    if (!Object.hasOwn(inner, key)) continue;
    const value = inner[key];
    if (rest.length > 0) replaceAt(value, rest, change);
    else if (typeof value === 'string') inner[key] = change(value);
  }
}
