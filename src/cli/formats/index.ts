import type { Report } from '../../core/report/schema.ts';
import type { Lang } from '../../core/text.ts';
import { formatJson } from './json.ts';
import { formatJunit } from './junit.ts';
import { formatMarkdown } from './markdown.ts';
import type { FormatOptions } from './text/canvas.ts';
import { formatText } from './text.ts';

/** The formats of `--format`. Pure functions from a report to a text that ends with a line end. */
export const FORMATS = {
  text: formatText,
  json: formatJson,
  markdown: formatMarkdown,
  junit: formatJunit,
} satisfies Record<string, (report: Report, lang: Lang, options: FormatOptions) => string>;
export type Format = keyof typeof FORMATS;
