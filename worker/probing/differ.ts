import type { Json } from './variables.ts';

/** Levels of an expectation that are looked at; what is deeper counts as different. */
const DEPTH = 64;
/** Characters of a value that is shown. */
const SHOWN = 80;

/**
 * The first place where `actual` does not hold what `expected` asks, as a sentence; null when it holds everything. Objects may have more keys
 * than expected. Arrays must have as many items as expected, and each item is compared in its turn.
 */
export function firstDifference(expected: Json, actual: Json | undefined, place = '$', depth = 0): string | null {
  if (actual === undefined) return `${place} is missing, expected ${show(expected)}`;
  if (depth > DEPTH) return `${place} lies too deep to be compared`;
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return different(place, expected, actual);
    return first(expected, (item, index) => firstDifference(item, actual[index], `${place}[${index}]`, depth + 1));
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return different(place, expected, actual);
    return first(Object.entries(expected), ([key, item]) => {
      const there = Object.hasOwn(actual, key) ? actual[key] : undefined;
      return firstDifference(item, there, place + step(key), depth + 1);
    });
  }
  return expected === actual ? null : different(place, expected, actual);
}

/** A value in few words; what is large is only counted, so that no answer can make this expensive. */
export function show(value: Json): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (isObject(value)) {
    const keys = Object.keys(value);
    return keys.length === 0 ? 'an empty object' : `an object with ${shorten(keys.slice(0, 10).join(', '))}`;
  }
  return typeof value === 'string' ? `"${shorten(value)}"` : String(value);
}

export function shorten(text: string, limit = SHOWN): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function different(place: string, expected: Json, actual: Json): string {
  return `${place} is ${show(actual)}, expected ${show(expected)}`;
}

function step(key: string): string {
  return /^[A-Za-z_$][\w$-]*$/.test(key) ? `.${key}` : `['${shorten(key)}']`;
}

function first<T>(items: T[], look: (item: T, index: number) => string | null): string | null {
  for (const [index, item] of items.entries()) {
    const difference = look(item, index);
    if (difference !== null) return difference;
  }
  return null;
}
