/** What both databases can keep: no NUL, no half of a surrogate pair. */
export function storable(value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;
}

/** A text without case and accents, by which names are sorted and found: "Álvaro" is found by "alvaro". */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
