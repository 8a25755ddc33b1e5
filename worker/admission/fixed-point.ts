import { type Fields, isFields } from './values.ts';

/**
 * Compares a model of ours with what Compose makes of it, and lists the paths that differ. None: Compose understood it as it was meant.
 * What Compose leaves out or adds without meaning (empty values, `false`, `null`) counts as equal.
 */
export function differences(ours: unknown, loaded: unknown, path = ''): string[] {
  const [left, right] = [meaning(ours), meaning(loaded)];
  // Compose writes a limit of zero as an empty mapping.
  if (left === 0 && right === undefined && path.includes('/ulimits/')) return [];
  if (isMany(left) && isMany(right)) {
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...keys].flatMap((key) => differences(fieldsIn(left)[key], fieldsIn(right)[key], `${path}/${key}`));
  }
  return JSON.stringify(left) === JSON.stringify(right) ? [] : [path];
}

function isMany(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** A list is compared entry by entry, like a mapping. */
function fieldsIn(value: object): Fields {
  return { ...value };
}

function meaning(value: unknown): unknown {
  if (value === null || value === false || value === '') return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(meaning);
  if (!isFields(value)) return value;
  const kept = Object.entries(value).map(([key, entry]) => [key, meaning(entry)] as const);
  const said = kept.filter(([, entry]) => entry !== undefined);
  return said.length === 0 ? undefined : Object.fromEntries(said);
}
