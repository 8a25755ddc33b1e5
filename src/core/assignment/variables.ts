/** The variable that is always there: a fresh random value in every run. */
export const NONCE = 'nonce';

const VARIABLE = /\$\{([^}]*)\}/g;

/** Names of the `${…}` in all texts of a value, each once. Keys of mappings stay as they are in a request, so they are not looked at. */
export function variablesIn(value: unknown): string[] {
  const names = new Set<string>();
  visit(value);
  return [...names];

  function visit(inner: unknown): void {
    if (typeof inner === 'string') for (const [, name] of inner.matchAll(VARIABLE)) names.add(name ?? '');
    else if (inner !== null && typeof inner === 'object') {
      for (const entry of Object.values(inner)) visit(entry);
    }
  }
}
