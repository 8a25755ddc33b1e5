import { z } from 'zod';
import { quote } from '../../core/assignment/mistake.ts';
import { nearest } from '../../core/nearest.ts';
import type { RosterMistake } from '../../core/roster.ts';
import { same, type Text } from '../../core/text.ts';
import type { RosterRow } from '../../store/contract/people.ts';
import { rosterError } from './mistake.ts';
import { readTable, type TableRow, whole } from './read.ts';
import * as words from './words.ts';

/** What a column may be called. */
const HEADERS: Record<string, keyof RosterRow> = {
  name: 'name',
  nombre: 'name',
  email: 'email',
  correo: 'email',
  github: 'github',
};
/** What other programs call the same. */
const ALSO: Record<string, keyof RosterRow> = {
  'full name': 'name',
  student: 'name',
  'nombre completo': 'name',
  'nombre y apellido': 'name',
  'nombre y apellidos': 'name',
  estudiante: 'name',
  alumno: 'name',
  'e-mail': 'email',
  mail: 'email',
  'email address': 'email',
  'correo electrónico': 'email',
  'correo electronico': 'email',
  'dirección de correo': 'email',
  'github user': 'github',
  'github username': 'github',
  'usuario de github': 'github',
  'usuario github': 'github',
};
const NEEDED = ['name', 'email'] as const;
const MAX_STUDENTS = 10_000;
const MAX_CELL = 254;

/** As GitHub gives them out; what follows `_` is the short code of an enterprise. */
const LOGIN = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}(?:_[a-z\d]{1,8})?$/;
/** Control characters, and what turns the direction of writing or hides. */
const DECEIVING = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** A row of the roster, and where it stands in the file. */
export interface PlacedRow extends RosterRow {
  line: number;
  columns: Record<keyof RosterRow, number>;
}

type Columns = Map<number, keyof RosterRow>;

/** Reads a roster: a header row, then one student a line. Throws `roster-invalid` with every mistake, its line and its column. */
export function parseRoster(input: Uint8Array | string): PlacedRow[] {
  const { rows, mistakes } = readRoster(input);
  if (mistakes.length > 0) throw rosterError(mistakes);
  return rows;
}

/** The same, with the mistakes as data: where there are some, `rows` is not to be used. */
export function readRoster(input: Uint8Array | string): { rows: PlacedRow[]; mistakes: RosterMistake[] } {
  const table = readTable(input);
  if (!Array.isArray(table)) return wrong([table]);
  const [header, ...lines] = table;
  if (!header) return wrong([whole(words.EMPTY.found, words.EMPTY.expected)]);
  const mistakes: RosterMistake[] = [];
  const columns = readHeader(header, mistakes);
  // Without its columns each line would be wrong for the same reason.
  if (mistakes.length > 0) return wrong(mistakes);
  if (lines.length === 0) mistakes.push({ line: header.line + 1, column: 1, ...words.NO_STUDENT });
  if (lines.length > MAX_STUDENTS) {
    const line = lines[MAX_STUDENTS]?.line ?? 1;
    return wrong([{ line, column: 1, ...words.tooMany(lines.length, MAX_STUDENTS) }]);
  }
  const rows = lines.map((line) => readRow(line, columns, mistakes));
  for (const key of ['email', 'github'] as const) mistakes.push(...duplicates(rows, key));
  return { rows, mistakes };
}

function wrong(mistakes: RosterMistake[]) {
  return { rows: [], mistakes };
}

function readHeader({ line, cells }: TableRow, mistakes: RosterMistake[]): Columns {
  const columns: Columns = new Map();
  for (const [index, cell] of cells.entries()) {
    const key = nameOfColumn(cell.toLowerCase());
    if (key !== undefined && [...columns.values()].includes(key)) {
      mistakes.push({ line, column: index + 1, ...words.secondColumn(key) });
    } else if (key !== undefined) columns.set(index, key);
    else if (cell !== '') {
      const near = nearest(cell, Object.keys(HEADERS));
      const expected = near === undefined ? words.oneOf(Object.keys(HEADERS)) : same(quote(near));
      mistakes.push({ line, column: index + 1, found: words.unknownColumn(quote(cell)), expected });
    }
  }
  const present = [...columns.values()];
  for (const key of NEEDED) {
    if (present.includes(key)) continue;
    mistakes.push({ line, column: 1, ...words.noColumn(key, key === 'name' ? 'nombre' : 'correo') });
  }
  return columns;
}

function nameOfColumn(cell: string): keyof RosterRow | undefined {
  const known = Object.hasOwn(HEADERS, cell) ? HEADERS : ALSO;
  return Object.hasOwn(known, cell) ? known[cell] : undefined;
}

function readRow({ line, cells }: TableRow, columns: Columns, mistakes: RosterMistake[]): PlacedRow {
  const row: PlacedRow = { name: '', email: '', github: null, line, columns: { name: 1, email: 1, github: 1 } };
  for (const [index, key] of columns) {
    const column = index + 1;
    const cell = key === 'name' ? (cells[index] ?? '') : (cells[index] ?? '').toLowerCase();
    row.columns[key] = column;
    if (key !== 'github' || cell !== '') row[key] = cell;
    const expected = expectation(key, cell);
    const found = cell === '' ? words.NOTHING_THERE[key] : same(quote(cells[index] ?? ''));
    if (expected !== null) mistakes.push({ line, column, found, expected });
  }
  for (const [index, cell] of cells.entries()) {
    if (cell === '' || columns.has(index)) continue;
    mistakes.push({ line, column: index + 1, ...words.withoutName(quote(cell)) });
  }
  return row;
}

/** What should be in the cell; null when it is. */
function expectation(key: keyof RosterRow, cell: string): Text | null {
  switch (key) {
    case 'name':
      if (cell === '') return words.NAME;
      return cell.length <= MAX_CELL && !DECEIVING.test(cell) ? null : words.visibleName(MAX_CELL);
    case 'email':
      return cell.length <= MAX_CELL && z.email().safeParse(cell).success ? null : words.EMAIL;
    case 'github':
      return cell === '' || LOGIN.test(cell) ? null : words.LOGIN;
  }
}

/** Each later one of two equal cells, with the line of the first. */
function duplicates(rows: readonly PlacedRow[], key: 'email' | 'github'): RosterMistake[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ [key]: value, line, columns }) => {
    if (value === null || value === '') return [];
    const before = first.get(value);
    if (before === undefined) {
      first.set(value, line);
      return [];
    }
    return [{ line, column: columns[key], ...words.secondTime(quote(value), key, before) }];
  });
}
