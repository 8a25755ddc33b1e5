import { randomBytes } from 'node:crypto';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What `${…}` stands for: the nonce and what earlier probes saved. A map, so that no name is special. */
export type Variables = Map<string, Json>;

/** A template names a variable that no earlier probe saved. */
export class MissingVariable extends Error {
  readonly variable: string;

  constructor(variable: string) {
    super(`no earlier answer held "${variable}"`);
    this.name = 'MissingVariable';
    this.variable = variable;
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const SIGNS = `${LETTERS}0123456789`;
const REFERENCE = /\$\{(\w+)\}/g;
const WHOLE = /^\$\{(\w+)\}$/;

/** 12 random lower-case letters and digits, a letter first: fits names, mail addresses, paths and identifiers. */
export function freshNonce(): string {
  const [first = 0, ...rest] = randomBytes(12);
  return LETTERS.charAt(first % LETTERS.length) + rest.map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
}

/**
 * Puts the variables into every string of a JSON value; keys stay as they are. A string that is one variable and nothing else becomes the
 * variable's own value, so a saved number stays a number. Throws `MissingVariable`.
 */
export function substitute(value: Json, variables: Variables): Json {
  if (typeof value === 'string') {
    const whole = WHOLE.exec(value)?.[1];
    return whole === undefined ? substituteText(value, variables) : lookUp(whole, variables);
  }
  if (Array.isArray(value)) return value.map((item) => substitute(item, variables));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substitute(item, variables)]));
}

/** The same for a text; `write` turns each value into what may stand there. Throws `MissingVariable`. */
export function substituteText(text: string, variables: Variables, write: (value: string) => string = String): string {
  return text.replace(REFERENCE, (_, name: string) => {
    const value = lookUp(name, variables);
    return write(typeof value === 'string' ? value : JSON.stringify(value));
  });
}

/** Puts `${nonce}` back where its value stands, so that the records of two runs are the same. */
export function withoutNonce(text: string, variables: Variables): string {
  const nonce = variables.get('nonce');
  return typeof nonce === 'string' && nonce !== ''
    ? text.replace(new RegExp(nonce.replace(/\W/g, '\\$&'), 'gi'), () => '${nonce}')
    : text;
}

function lookUp(name: string, variables: Variables): Json {
  const value = variables.get(name);
  if (value === undefined) throw new MissingVariable(name);
  return value;
}
