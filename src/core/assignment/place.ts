const STEP = /\.([A-Za-z_$][\w$-]*)|\[(\d+)\]|\['([^']*)'\]/y;

/** The keys on the way to a place in an answer's JSON, as `save` writes it: `$.id`, `$.data[0].id`, `$['first name']`; null when it is none. */
export function parsePlace(text: string): string[] | null {
  if (!text.startsWith('$')) return null;
  const keys: string[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < text.length) {
    const step = STEP.exec(text);
    if (!step) return null;
    keys.push(step[1] ?? step[2] ?? step[3] ?? '');
  }
  return keys;
}
