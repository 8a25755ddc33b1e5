import type { Lang, Text } from '../../../core/text.ts';
import type { SubmissionView } from '../../../core/wire/submission.ts';
import { html, type Markup } from '../../html.ts';
import { reportView } from '../../report/index.ts';
import { againForms } from '../again.ts';
import { notice } from '../notice.ts';
import { scoreText } from '../points.ts';

const WORDS = {
  graded: { en: 'Graded', es: 'Calificada' },
  refused: {
    en: 'Refused: nothing of it ran. It counts as an attempt; what to change stands below.',
    es: 'Rechazada: no se ejecutó nada. Cuenta como intento; abajo dice qué cambiar.',
  },
  error: { en: 'It could not be graded: a fault of ours.', es: 'No se pudo calificar: una falla nuestra.' },
  cancelled: { en: 'Cancelled.', es: 'Cancelada.' },
  replaced: {
    en: 'A newer submission of the same repository took its place while it waited.',
    es: 'Una entrega más nueva del mismo repositorio tomó su lugar mientras esperaba.',
  },
  newer: { en: 'To the newer submission', es: 'Ir a la entrega más nueva' },
  noAttempt: { en: 'It cost no attempt.', es: 'No costó ningún intento.' },
  again: { en: 'Hand it in again.', es: 'Entrégala otra vez.' },
} satisfies Record<string, Text>;

/**
 * What of a submission's page has changed when it has ended: what came of it, what to do, and the report. Pure.
 * @param key names the next hand-in from this page: sent twice, it is taken once
 */
export function endedPart(view: SubmissionView, key: string, lang: Lang): Markup {
  // The report begins with the score: whoever sees it need not read it twice.
  const look = view.outcome === 'graded' ? 'hidden' : 'live-status';
  return html`<p id="live-status" class="${look}" role="status">${endText(view, lang)}</p>
${whatHappened(view, lang)}
${reportView(view, lang)}
${isOwn(view) && html`<div class="no-print">${againForms(view, key, lang)}</div>`}`;
}

/** A student's own, which no newer one has replaced. */
function isOwn({ source, cancelReason }: SubmissionView): boolean {
  return (source === 'hand-in' || source === 'push') && cancelReason !== 'replaced';
}

/** One sentence, which is read out when it comes. */
export function endText({ state, outcome, score, cancelReason }: SubmissionView, lang: Lang): string {
  if (state === 'cancelled') return WORDS[cancelReason === 'replaced' ? 'replaced' : 'cancelled'][lang];
  if (outcome === 'error' || outcome === 'refused') return WORDS[outcome][lang];
  return score === null ? `${WORDS.graded[lang]}.` : `${WORDS.graded[lang]}: ${scoreText(score, lang)}`;
}

function whatHappened({ state, replacedBy, fault }: SubmissionView, lang: Lang): Markup | null {
  if (state === 'cancelled') {
    const newer = replacedBy !== null && html` <a href="/submissions/${replacedBy}">${WORDS.newer[lang]}</a>`;
    return notice('note', html`<p>${WORDS.noAttempt[lang]}${newer}</p>`);
  }
  if (fault === null) return null;
  return notice(
    'bad',
    html`<p><strong>${fault.message}</strong></p>
<p>${fault.remedy ?? WORDS.again[lang]} ${WORDS.noAttempt[lang]}</p>
<p class="quiet"><a href="/errors#${fault.code}"><code>${fault.code}</code></a></p>`,
  );
}
