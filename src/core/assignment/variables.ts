/** The variable that is always there: a fresh random value in every run. */
export const NONCE = 'nonce';

const VARIABLE = /\$\{([^}]*)\}/g;

/** Names of the `${…}` in all texts of a value, keys included, each once. */
export function variablesIn(value: unknown): string[] {
  const names = new Set<string>();
  visit(value);
  return [...names];

  function visit(inner: unknown): void {
    if (typeof inner === 'string') for (const [, name] of inner.matchAll(VARIABLE)) names.add(name ?? '');
    else if (inner !== null && typeof inner === 'object') {
      for (const [key, entry] of Object.entries(inner)) {
        visit(key);
        visit(entry);
      }
    }
  }
}
