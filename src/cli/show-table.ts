import { createColors } from 'picocolors';
import type { Settings } from '../core/settings.ts';
import { type Column, textTable } from './table.ts';
import { colorOn, print, widthOf } from './terminal.ts';

/** Prints rows as a table that fits the terminal; a file gets every cell whole. */
export async function printTable(
  heads: readonly Column[],
  rows: readonly (readonly string[])[],
  settings: Settings,
): Promise<void> {
  const { bold } = createColors(colorOn(process.stdout, settings));
  const width = process.stdout.isTTY ? widthOf(process.stdout) : Number.POSITIVE_INFINITY;
  await print(textTable(heads, rows, { width, head: bold }));
}

export async function printJson(value: unknown): Promise<void> {
  await print(`${JSON.stringify(value, null, 2)}\n`);
}

/** CSV for a spreadsheet; a terminal gets it without the mark and the line ends that only those need. */
export async function printCsv(clean: string): Promise<void> {
  await print(process.stdout.isTTY ? clean : `\ufeff${clean.replaceAll('\n', '\r\n')}`);
}
