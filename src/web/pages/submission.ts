import { STAGE_TITLES } from '../../core/stages.ts';
import type { Lang, Text } from '../../core/text.ts';
import type { SubmissionView } from '../../core/wire/submission.ts';
import type { Frame } from '../frame.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';
import { reportView } from '../report/index.ts';
import { OUTCOMES, STATES } from '../words.ts';

const WORDS = {
  submission: { en: 'Submission', es: 'Entrega' },
  place: { en: 'place in the queue', es: 'lugar en la fila' },
  json: { en: 'everything, as JSON', es: 'todo, en JSON' },
  home: { en: 'back', es: 'volver' },
} satisfies Record<string, Text>;

/** A submission as its owner and teachers see it: where it is, then its report, line by line. Pure. */
export function submissionPage(frame: Frame, view: SubmissionView): string {
  const { lang } = frame;
  const { id, assignment, repository, commit, score, fault } = view;
  return layout(
    frame,
    score ? `${score.earned} / ${score.possible}` : STATES[view.state][lang],
    html`<p>${WORDS.submission[lang]} <code>${id}</code> · ${assignment} · ${view.student.name}<br>
<code>${repository}</code>${commit !== null && html` · <code>${commit.slice(0, 10)}</code>`}</p>
<p><strong>${where(view, lang)}</strong></p>
${fault !== null && html`<p>${fault.message} ${fault.remedy}<br><code>${fault.code}</code></p>`}
${reportView(view, lang)}
<p class="quiet"><a href="/api/submissions/${id}">${WORDS.json[lang]}</a> · <a href="/">${WORDS.home[lang]}</a></p>`,
  );
}

function where({ state, outcome, stage, place }: SubmissionView, lang: Lang): string {
  const details = [
    outcome !== null && OUTCOMES[outcome][lang],
    stage !== null && STAGE_TITLES[stage][lang],
    place !== null && `${WORDS.place[lang]}: ${place}`,
  ];
  return [STATES[state][lang], ...details.filter((detail) => detail !== false)].join(' · ');
}
