/** One thing about an object of the engine that is not as it was admitted. */
export interface Mismatch {
  /** `container app`, `network default`, `volume data`, `image app`. */
  object: string;
  /** As `docker inspect` calls it. */
  field: string;
  expected: unknown;
  actual: unknown;
}

/** Compares two values as the engine means them: nothing, zero, `false` and what is empty are one, and lists have no order. */
export function compare(object: string, field: string, expected: unknown, actual: unknown): Mismatch[] {
  const same = JSON.stringify(meaning(expected)) === JSON.stringify(meaning(actual));
  return same ? [] : [{ object, field, expected, actual }];
}

function meaning(value: unknown): unknown {
  if (value === null || value === false || value === 0 || value === '') return undefined;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const said = value.map(meaning).filter((entry) => entry !== undefined);
    return said.length === 0 ? undefined : said.map((entry) => JSON.stringify(entry)).sort();
  }
  const said = Object.entries(value ?? {})
    .map(([key, entry]) => [key, meaning(entry)] as const)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return said.length === 0 ? undefined : Object.fromEntries(said);
}
