import { inEach, type Lang, type Text } from '../../src/core/text.ts';
import type { Json } from './variables.ts';

/** Levels of an expectation that are looked at; what is deeper counts as different. */
const DEPTH = 64;
/** Characters of a value that is shown. */
const SHOWN = 80;

/**
 * The first place where `actual` does not hold what `expected` asks, as a sentence; null when it holds everything. Objects may have more keys
 * than expected. Arrays must have as many items as expected, and each item is compared in its turn.
 */
export function firstDifference(expected: Json, actual: Json | undefined, place = '$', depth = 0): Text | null {
  if (actual === undefined) return missing(place, expected);
  if (depth > DEPTH) {
    return {
      en: `${place} lies too deep to be compared`,
      es: `${place} está a demasiada profundidad para compararlo`,
    };
  }
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

export function shorten(text: string, limit = SHOWN): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** A value in few words; what is large is only counted, so that no answer can make this expensive. */
function show(value: Json, lang: Lang): string {
  const words = WORDS[lang];
  if (Array.isArray(value)) return `${words.array} ${value.length}`;
  if (isObject(value)) {
    const keys = Object.keys(value);
    return keys.length === 0 ? words.empty : `${words.object} ${shorten(keys.slice(0, 10).join(', '))}`;
  }
  return typeof value === 'string' ? `"${shorten(value)}"` : String(value);
}

const WORDS = {
  en: {
    is: 'is',
    missing: 'is missing',
    expected: 'expected',
    array: 'an array of',
    empty: 'an empty object',
    object: 'an object with',
  },
  es: {
    is: 'es',
    missing: 'no está',
    expected: 'se esperaba',
    array: 'un arreglo de',
    empty: 'un objeto vacío',
    object: 'un objeto con',
  },
};

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function different(place: string, expected: Json, actual: Json): Text {
  return inEach((lang) => {
    const words = WORDS[lang];
    return `${place} ${words.is} ${show(actual, lang)}, ${words.expected} ${show(expected, lang)}`;
  });
}

function missing(place: string, expected: Json): Text {
  return inEach((lang) => {
    const words = WORDS[lang];
    return `${place} ${words.missing}, ${words.expected} ${show(expected, lang)}`;
  });
}

function step(key: string): string {
  return /^[A-Za-z_$][\w$-]*$/.test(key) ? `.${key}` : `['${shorten(key)}']`;
}

function first<T>(items: T[], look: (item: T, index: number) => Text | null): Text | null {
  for (const [index, item] of items.entries()) {
    const difference = look(item, index);
    if (difference !== null) return difference;
  }
  return null;
}
