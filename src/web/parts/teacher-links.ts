import type { Lang, Text } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';

const LABEL: Text = { en: 'Pages of this assignment', es: 'Páginas de esta consigna' };
const PLACES: [string, Text][] = [
  ['grades', { en: 'Grades', es: 'Notas' }],
  ['statistics', { en: 'Statistics', es: 'Estadísticas' }],
  ['roster', { en: 'Roster', es: 'Lista' }],
  ['edit', { en: 'Edit', es: 'Editar' }],
  ['regrades', { en: 'Regrades', es: 'Recalificaciones' }],
];

/** Where a teacher goes from an assignment. */
export function teacherLinks(assignment: string, lang: Lang): Markup {
  return html`<nav class="places" aria-label="${LABEL[lang]}: ${assignment}">${PLACES.map(
    ([place, words]) => html`<a href="/assignments/${assignment}/${place}">${words[lang]}</a>`,
  )}</nav>`;
}
