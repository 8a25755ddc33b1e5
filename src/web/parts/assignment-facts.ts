import type { Lang, Text } from '../../core/text.ts';
import type { AssignmentItem } from '../../core/wire/assignment.ts';
import { html, type Markup } from '../html.ts';
import { dueText, lateText } from './due.ts';

const WORDS = {
  open: { en: 'open', es: 'abierta' },
  closed: { en: 'closed', es: 'cerrada' },
  attempts: { en: 'Attempts', es: 'Intentos' },
  unlimited: { en: 'as many as you like', es: 'los que quieras' },
  best: { en: 'the best one counts', es: 'cuenta el mejor' },
  last: { en: 'the last one counts', es: 'cuenta el último' },
  of: { en: 'of', es: 'de' },
} satisfies Record<string, Text>;

/** Whether it takes submissions now. */
export function openMark({ open }: Pick<AssignmentItem, 'open'>, lang: Lang): Markup {
  return html`<span class="mark${open && ' good'}">${(open ? WORDS.open : WORDS.closed)[lang]}</span>`;
}

/** When it is due and what being late costs. @param now ISO 8601 */
export function deadline(assignment: AssignmentItem, now: string, lang: Lang): Markup {
  const late = lateText(assignment, lang);
  return html`${dueText(assignment, now, lang)}${late && html`<br><span class="quiet">${late}</span>`}`;
}

/** How many are used of how many, and which one counts. */
export function attemptsText({ attempts: { used, limit, count } }: AssignmentItem, lang: Lang): string {
  const many = limit === null ? `${used} (${WORDS.unlimited[lang]})` : `${used} ${WORDS.of[lang]} ${limit}`;
  return `${WORDS.attempts[lang]}: ${many}; ${WORDS[count][lang]}`;
}

/** Why a student can hand in nothing now; null when they can. */
export function whyNot({ open, attempts: { used, limit } }: AssignmentItem): 'closed' | 'no-attempts' | null {
  if (!open) return 'closed';
  return limit !== null && used >= limit ? 'no-attempts' : null;
}
