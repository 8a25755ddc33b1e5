import { columns, cut } from './formats/text/layout.ts';

export interface Column {
  head: string;
  /** Numbers stand to the right. */
  right?: boolean;
  /** May be cut, down to so many columns, where the terminal is narrow. Others are never cut. */
  least?: number;
}

export interface TableLook {
  width: number;
  head(text: string): string;
}

/** Rows in columns, of a terminal's width where that is possible. Line ends in cells become spaces. */
export function textTable(heads: readonly Column[], rows: readonly (readonly string[])[], look: TableLook): string {
  const flat = rows.map((row) => row.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()));
  const widths = fitted(
    heads,
    heads.map(({ head }, index) => Math.max(columns(head), ...flat.map((row) => columns(row[index] ?? '')))),
    look.width,
  );
  const line = (cells: readonly string[]) =>
    heads
      .map(({ right }, index) => padded(cells[index] ?? '', widths[index] ?? 0, right === true))
      .join('  ')
      .trimEnd();
  return [look.head(line(heads.map(({ head }) => head))), ...flat.map(line)].map((text) => `${text}\n`).join('');
}

/** Takes from the widest that may be cut, until all fit or none may be cut further. */
function fitted(heads: readonly Column[], natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  for (;;) {
    const over = widths.reduce((sum, one) => sum + one + 2, -2) - width;
    const index = widths.reduce(
      (best, one, at) => (spare(at) && (best < 0 || one > (widths[best] ?? 0)) ? at : best),
      -1,
    );
    if (over <= 0 || index < 0) return widths;
    widths[index] = (widths[index] ?? 0) - 1;
  }
  function spare(at: number): boolean {
    const least = heads[at]?.least;
    return least !== undefined && (widths[at] ?? 0) > least;
  }
}

function padded(cell: string, width: number, right: boolean): string {
  const text = columns(cell) > width ? cut(cell, width) : cell;
  const space = ' '.repeat(Math.max(0, width - columns(text)));
  return right ? space + text : text + space;
}
