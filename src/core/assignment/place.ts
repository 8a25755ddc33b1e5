/** The steps to a place in an answer's JSON, as `save` writes it: `$.id`, `$.data[0].id`, `$['first name']`; null when it is none. */
export function parsePlace(text: string): (string | number)[] | null {
  const step = /\.([A-Za-z_$][\w$-]*)|\[(\d+)\]|\['([^']*)'\]/y;
  const steps: (string | number)[] = [];
  let end = 1;
  if (!text.startsWith('$')) return null;
  while (end < text.length) {
    step.lastIndex = end;
    const found = step.exec(text);
    if (!found) return null;
    end = step.lastIndex;
    steps.push(found[2] === undefined ? (found[1] ?? found[3] ?? '') : Number(found[2]));
  }
  return steps;
}
