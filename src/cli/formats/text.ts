import type { Report } from '../../core/report/schema.ts';
import type { Lang } from '../../core/text.ts';
import { createCanvas, type FormatOptions } from './text/canvas.ts';
import { advice, footer, groups, header, notes, refusals } from './text/sections.ts';

/** The report for a terminal of 50 columns or more. */
export function formatText(report: Report, lang: Lang, options: FormatOptions): string {
  const canvas = createCanvas(lang, options);
  const parts = [
    header(report, canvas),
    refusals(report, canvas),
    ...groups(report, canvas),
    advice(report, canvas),
    notes(report, canvas),
    footer(report, canvas),
  ];
  const shown = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `\n${shown.join('\n\n')}\n`;
}
