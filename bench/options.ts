import { parseArgs } from 'node:util';

export interface Options {
  /** Pairs with a warm and with a cold build cache. */
  pairs: number;
  cold: number;
  /** File for all figures. */
  json: string | undefined;
}

/** Reads the command line. Throws an error whose message says what is wrong. */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      pairs: { type: 'string', default: '5' },
      cold: { type: 'string', default: '1' },
      json: { type: 'string' },
    },
  });
  return { pairs: count('--pairs', values.pairs), cold: count('--cold', values.cold), json: values.json };
}

function count(name: string, text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new Error(`${name} is "${text}", expected a number of pairs`);
  return Number(text);
}
