import type { Lang } from '../../../core/text.ts';
import type { Outlook, SubmissionView } from '../../../core/wire/submission.ts';
import { html, type Markup } from '../../html.ts';
import { cancelForm } from '../again.ts';
import { notice } from '../notice.ts';
import { duration } from '../time.ts';
import type { LiveProgress, LiveStage } from './progress.ts';
import { endsText, LIVE, placeText, STEP_STATES, STEPS, startsText, stepText, triesText } from './words.ts';

/** A submission that has not ended, at one moment. */
export interface Live {
  view: Pick<SubmissionView, 'id'>;
  progress: LiveProgress;
  outlook: Outlook;
  /** Milliseconds since the epoch. */
  now: number;
}

const SIGNS: Record<LiveStage['state'], string> = { ahead: '○', running: '●', ran: '✔', skipped: '–', failed: '✘' };

/** What of a submission's page changes while it waits and runs: where it is, what may be wrong, its steps. Pure. */
export function livePart(live: Live, lang: Lang): Markup {
  const { progress, outlook } = live;
  const { state, tries, stages } = progress;
  const running = stages.find((one) => one.state === 'running');
  return html`<p id="live-status" class="live-status" role="status">${statusText(live, lang)}</p>
${outlookText(live, lang)}
${state === 'waiting' && tries > 0 && notice('note', html`<p>${LIVE.again[lang]}</p>`)}
${state === 'running' && tries > 1 && html`<p class="quiet">${triesText(tries, lang)}</p>`}
${outlook.workers === 'none' && state === 'waiting' && safe(LIVE.noWorker[lang], lang)}
${outlook.workers === 'unreachable' && safe(LIVE[state === 'running' ? 'noNews' : 'noQueue'][lang], lang)}
${
  state === 'running' &&
  html`<h2>${LIVE.steps[lang]}</h2>
<ol class="live-steps">${stages.map((one) => step(one, live.now, lang))}</ol>
${running && running.log.length > 0 && log(running, lang)}`
}
${cancelForm(live.view.id, lang)}`;
}

/** One sentence, which is read out when it changes: so nothing stands in it that changes by itself. */
export function statusText({ progress, outlook }: Pick<Live, 'progress' | 'outlook'>, lang: Lang): string {
  const { state, stages } = progress;
  if (state === 'waiting') return `${outlook.place === null ? LIVE.waiting[lang] : placeText(outlook.place, lang)}.`;
  const at = stages.findIndex((one) => one.state === 'running');
  const stage = stages[at];
  if (stage) return `${stepText(at + 1, stages.length, stage.stage, lang)}.`;
  return `${stages.at(-1)?.state === 'ahead' ? LIVE.begun[lang] : LIVE.judged[lang]}.`;
}

function outlookText({ progress, outlook }: Live, lang: Lang): Markup | null {
  const { estimate } = outlook;
  if (estimate === null) return null;
  const { startSeconds, endSeconds } = estimate;
  const parts = [progress.state === 'waiting' && startsText(startSeconds, lang), endsText(endSeconds, lang)];
  const text = parts.filter((part) => part !== false).join(', ');
  return html`<p class="live-outlook">${text.charAt(0).toUpperCase()}${text.slice(1)}.</p>`;
}

function safe(why: string, lang: Lang): Markup {
  return notice('note', html`<p><strong>${LIVE.safe[lang]}</strong> ${why}</p>`);
}

function step({ stage, state, since, seconds, detail }: LiveStage, now: number, lang: Lang): Markup {
  return html`<li id="step-${stage}" class="live-step ${state}"${state === 'running' && html` aria-current="step"`}>
<span class="sign" aria-hidden="true">${SIGNS[state]}</span>
<span class="what">${STEPS[stage][lang]}<span class="hidden"> (${STEP_STATES[state][lang]})</span></span>
<span class="time">${time({ state, since, seconds }, now, lang)}</span>
${detail !== '' && html`<span class="detail">${detail}</span>`}
</li>`;
}

/** The time of the one that runs goes on in the browser. */
function time({ state, since, seconds }: Pick<LiveStage, 'state' | 'since' | 'seconds'>, now: number, lang: Lang) {
  if (state === 'skipped') return null;
  if (seconds !== null) return duration(seconds, lang);
  if (since === null) return null;
  const running = Math.max(0, Math.round((now - Date.parse(since)) / 1000));
  return html`<span data-seconds="${running}">${duration(running, lang)}</span>`;
}

function log({ stage, log: lines }: LiveStage, lang: Lang): Markup {
  return html`<h3>${LIVE.prints[lang]}</h3>
<pre id="log-${stage}" class="live-tail"><code>${lines.join('\n')}</code></pre>`;
}
