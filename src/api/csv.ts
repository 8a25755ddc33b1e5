import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { cleanText } from '../core/report/clean.ts';

/** Signs by which a spreadsheet takes a cell for a formula, also in their full-width form (threat RP-2). */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * What the roster takes for an address. Where one begins with a plus or a hyphen a spreadsheet may show an error instead of it, but nothing can run: calling a
 * function needs parentheses, another program a bar, another file an exclamation mark, and none of these signs is in it.
 */
const ADDRESS = /^[A-Za-z0-9_'+.-]+@[A-Za-z0-9.-]+$/;
const NOTHING = '-';

/** Text, unless it is a number or what a program must find again as it is: an address, or a hyphen for nothing. */
export type Cell = string | number | null | { exactly: string };

export interface Format {
  /** The mark by which Excel knows UTF-8. */
  mark: boolean;
  delimiter: ',' | ';';
  decimal: '.' | ',';
}

/** What programs read. */
export const PLAIN: Format = { mark: false, delimiter: ',', decimal: '.' };
/** What a spreadsheet opens as it is, where numbers are written with a point. */
export const SPREADSHEET: Format = { mark: true, delimiter: ',', decimal: '.' };
/** The same where they are written with a comma, as in Spanish. */
export const SPREADSHEET_COMMA: Format = { mark: true, delimiter: ';', decimal: ',' };

/**
 * A CSV file that is written row by row: UTF-8, lines that end with CRLF, every cell in quotes, and no cell of text that could run as a formula: such a one gets
 * an apostrophe before it.
 */
export function csvFile<Row>(
  rows: AsyncIterable<Row>,
  record: (row: Row) => Cell[],
  head: readonly Cell[][],
  { mark, delimiter, decimal }: Format,
): Readable {
  const lines = stringify({
    bom: mark,
    delimiter,
    quoted: true,
    record_delimiter: 'windows',
    cast: {
      string: harmless,
      number: (value) => String(value).replace('.', decimal),
      object: (value) => exact((value as { exactly: string }).exactly),
    },
  });
  async function* all(): AsyncGenerator<Cell[]> {
    yield* head;
    for await (const row of rows) yield record(row);
  }
  return Readable.from(all()).compose(lines) as unknown as Readable;
}

export function harmless(text: string): string {
  const clean = cleanText(text);
  return FORMULA.test(text) || FORMULA.test(clean) ? `'${clean}` : clean;
}

function exact(text: string): string {
  return text === NOTHING || ADDRESS.test(text) ? text : harmless(text);
}
