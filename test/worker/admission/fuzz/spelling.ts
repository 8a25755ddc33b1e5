/** Spells a value as YAML, each node in the way that the next choice names; without choices it is JSON. */
export function spell(value: unknown, choices: number[]): string {
  return new Speller(choices).any(value, 0, true);
}

class Speller {
  readonly #choices: number[];
  #anchors = 0;
  readonly #known = new Map<string, string>();

  constructor(choices: number[]) {
    this.#choices = choices;
  }

  any(value: unknown, depth: number, block = false): string {
    const choice = this.#choices.shift() ?? 0;
    const key = JSON.stringify(value) ?? 'null';
    const name = this.#known.get(key);
    if (choice === 1 && name !== undefined) return `*${name}`;
    if (choice === 2 && depth > 1) return this.#anchored(key, this.any(value, depth));
    if (Array.isArray(value)) return this.#list(value, choice, depth);
    if (typeof value === 'object' && value !== null) return this.#mapping(Object.entries(value), choice, depth, block);
    return typeof value === 'string' ? text(value, choice) : scalar(value, key, choice);
  }

  #anchored(key: string, spelled: string): string {
    if (/^[&*!]/.test(spelled)) return spelled;
    this.#anchors += 1;
    this.#known.set(key, `n${this.#anchors}`);
    return `&n${this.#anchors} ${spelled}`;
  }

  #list(items: unknown[], choice: number, depth: number): string {
    const spelled = items.map((item) => this.any(item, depth + 1)).join(', ');
    return choice === 3
      ? `!!seq [${spelled}]`
      : choice === 4
        ? `!override [${spelled}]`
        : `[${spelled}${choice === 5 && items.length > 0 ? ',' : ''}]`;
  }

  #mapping(entries: [string, unknown][], choice: number, depth: number, within: boolean): string {
    const block = within && depth < 2 && choice % 2 === 0 && entries.length > 0;
    const spelled = entries.map(([key, value]) => this.#entry(key, this.any(value, depth + 1, block)));
    // A merge key brings half of them.
    if (choice === 3 && depth > 1 && entries.length > 1)
      return `{ <<: { ${spelled[0]} }, ${spelled.slice(1).join(', ')} }`;
    if (choice === 4 && depth > 1 && entries.length > 1)
      return `{ ${spelled[0]}, <<: [{ ${spelled.slice(1).join(', ')} }, {}] }`;
    if (choice === 5) return `!!map { ${spelled.join(', ')} }`;
    const indent = '  '.repeat(depth);
    if (block) return `\n${spelled.map((entry) => `${indent}${entry}`).join('\n')}`;
    return `{ ${spelled.join(', ')} }`;
  }

  #entry(key: string, spelled: string): string {
    const choice = this.#choices.shift() ?? 0;
    const plain = /^[a-z_]+$/.test(key);
    if (choice === 6 && plain) return `"${escaped(key)}": ${spelled}`;
    if (choice === 7 && plain && !spelled.startsWith('\n')) return `? ${key} : ${spelled}`;
    if (choice === 8) return `!!str ${JSON.stringify(key)}: ${spelled}`;
    if (choice === 9 && plain) return `'${key}' : ${spelled}`;
    return `${plain ? key : JSON.stringify(key)}: ${spelled}`;
  }
}

function text(value: string, choice: number): string {
  const json = JSON.stringify(value)
    .replaceAll('\u007f', '\\x7f')
    .replaceAll(
      /[\u0080-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  if (choice === 6 && /^[A-Za-z/][\w./-]*$/.test(value)) return value;
  if (choice === 7 && !/[^\x20-\x7e]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  if (choice === 8 && value !== '') return `"${escaped(value)}"`;
  if (choice === 9) return `!!str ${json}`;
  if (choice === 10) return `! ${json}`;
  if (choice === 11 && /^[\w.-]+$/.test(value)) return value;
  return json;
}

function scalar(value: unknown, json: string, choice: number): string {
  if (value === null) return ['null', '~', 'NULL', '!!null null', '!reset null'][choice % 5] ?? 'null';
  if (typeof value === 'boolean')
    return choice === 6 ? (value ? 'yes' : 'off') : choice === 7 ? (value ? 'True' : 'FALSE') : json;
  if (choice === 6) return `"${json}"`;
  return Number.isInteger(value) && Number(value) >= 0 && choice === 7
    ? `0x${Number(value).toString(16)}`
    : choice === 8
      ? `0o${Math.abs(Number(value)).toString(8)}`
      : json;
}

/** The first character as an escape. */
function escaped(value: string): string {
  const [first = ''] = value;
  const code = first.codePointAt(0) ?? 0;
  const rest = JSON.stringify(value.slice(first.length)).slice(1, -1);
  return code < 256
    ? `\\x${code.toString(16).padStart(2, '0')}${rest}`
    : `\\U${code.toString(16).padStart(8, '0')}${rest}`;
}
