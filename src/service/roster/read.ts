import { CsvError, parse } from 'csv-parse/sync';
import type { RosterMistake } from '../../core/roster.ts';
import { same, type Text } from '../../core/text.ts';

/** One line of a table that is not empty: its cells without white space around them, and the line on which it begins. */
export interface TableRow {
  line: number;
  cells: string[];
}

const MAX_BYTES = 2 * 1024 * 1024;
const DELIMITERS = [',', ';', '\t'];

/**
 * Reads CSV as spreadsheets write it: with or without a byte order mark, any line end, `,` `;` or tab between the cells.
 * Answers with one mistake where no table can be made of it.
 */
export function readTable(input: Uint8Array | string): TableRow[] | RosterMistake {
  const text = decode(input);
  if (typeof text !== 'string') return text;
  const rows: TableRow[] = [];
  let ended = 0;
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      on_record: (cells: string[], { lines }) => {
        const breaks = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
        rows.push({ line: lines - breaks, cells: cells.map(tidy) });
        ended = lines;
        return null;
      },
    });
    return rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    if (error instanceof CsvError) return syntaxMistake(error, ended + 1);
    throw error;
  }
}

/** The text of a file, with one way of ending lines; a mistake where it is none. */
export function decode(input: Uint8Array | string): string | RosterMistake {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  if (bytes.length > MAX_BYTES) {
    return whole(same(`${(bytes.length / 1024 ** 2).toFixed(1)} MiB`), {
      en: 'a file of at most 2 MiB',
      es: 'un archivo de 2 MiB como máximo',
    });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text.replace(/\r\n?/g, '\n');
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return whole(
    { en: 'bytes that are no UTF-8 text', es: 'bytes que no son texto en UTF-8' },
    {
      en: 'a file in UTF-8: spreadsheets call it "CSV UTF-8" when they save it',
      es: 'un archivo en UTF-8: las planillas de cálculo lo llaman "CSV UTF-8" al guardarlo',
    },
  );
}

export function whole(found: Text, expected: Text): RosterMistake {
  return { line: 1, column: 1, found, expected };
}

/** The one that stands most often in the first line with text. */
function delimiterOf(text: string): string {
  const header = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** White space as one would write it by hand, and one way of writing each letter, so that a name can be sorted and found. */
function tidy(cell: string): string {
  return cell.replace(/\s+/g, ' ').trim().normalize('NFC');
}

/** At the beginning of the line that cannot be read: a quote that was forgotten there may be noticed much later. */
function syntaxMistake({ code, column }: CsvError, line: number): RosterMistake {
  const place = { line, column: (typeof column === 'number' ? column : 0) + 1 };
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return { ...place, ...NOT_CLOSED };
    case 'CSV_INVALID_CLOSING_QUOTE':
      return { ...place, ...AFTER_QUOTE };
    default:
      return { ...place, ...IN_THE_MIDDLE };
  }
}

type Words = Pick<RosterMistake, 'found' | 'expected'>;

const NOT_CLOSED: Words = {
  found: { en: 'a quote that is never closed', es: 'una comilla que nunca se cierra' },
  expected: { en: 'a second quote at the end of the cell', es: 'una segunda comilla al final de la celda' },
};
const AFTER_QUOTE: Words = {
  found: { en: 'text after the quote that ends a cell', es: 'texto después de la comilla que cierra una celda' },
  expected: { en: 'quotes inside of quotes doubled ("")', es: 'dobles ("") las comillas que van entre comillas' },
};
const IN_THE_MIDDLE: Words = {
  found: { en: 'a quote in the middle of a cell', es: 'una comilla en medio de una celda' },
  expected: {
    en: 'quotes around the whole cell, those inside doubled ("")',
    es: 'comillas alrededor de toda la celda, y dobles ("") las de adentro',
  },
};
