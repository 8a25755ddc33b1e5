import type { Lang, Text } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';

const WORDS = {
  title: { en: 'As a file', es: 'Como archivo' },
  spreadsheet: {
    en: 'CSV for a spreadsheet (commas, decimal points)',
    es: 'CSV para una hoja de cálculo (punto y coma, coma decimal)',
  },
  moodle: { en: 'CSV for Moodle', es: 'CSV para Moodle' },
  canvas: { en: 'CSV for Canvas', es: 'CSV para Canvas' },
} satisfies Record<string, Text>;

export type Layout = 'spreadsheet' | 'moodle' | 'canvas';

/** Ways to the files: every row that fits, without pages. */
export function gradeFiles(files: Partial<Record<Layout, string>>, lang: Lang): Markup {
  return html`<p class="row no-print"><span class="quiet">${WORDS.title[lang]}:</span>
${Object.entries(files).map(([layout, href]) => html`<a href="${href}" download>${WORDS[layout as Layout][lang]}</a>`)}</p>`;
}
