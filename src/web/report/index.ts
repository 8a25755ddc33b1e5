import type { Report } from '../../core/report/schema.ts';
import type { Lang } from '../../core/text.ts';
import type { SubmissionView } from '../../core/wire/submission.ts';
import { stackChart } from '../charts/stack/index.ts';
import { timelineChart } from '../charts/timeline/index.ts';
import { html, type Markup } from '../html.ts';
import { notes, refusals } from './admission.ts';
import { toldFirst } from './first.ts';
import { foot } from './foot.ts';
import { groups, openLines } from './groups.ts';
import { head } from './head.ts';
import type { Look } from './line.ts';
import { room } from './proof.ts';

/** The report of a submission, a part of its page; nothing where there is none yet. Pure. */
export function reportView(view: SubmissionView, lang: Lang): Markup {
  const { report } = view;
  if (report === null) return html``;
  const look: Look = {
    lang,
    source: report.submission,
    room: room(proofs(report)),
    told: toldFirst(openLines(report, lang)),
  };
  return html`<div class="report">
${head(report, look)}
${refusals(report, look)}
${groups(report, look)}
${stackChart(report.evidence, lang)}
${timelineChart(report, lang)}
${notes(report, look)}
${foot(view, report, look)}
</div>`;
}

function proofs({ results }: Report): number {
  return results.reduce(
    (sum, { evidence, diagnoses }) =>
      sum + evidence.length + diagnoses.reduce((inner, diagnosis) => inner + diagnosis.evidence.length, 0),
    0,
  );
}
