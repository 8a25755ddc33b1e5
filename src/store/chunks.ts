/** Databases take a limited number of values in one statement. */
const MOST = 500;

export function* inChunks<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += MOST) yield items.slice(start, start + MOST);
}
