import { createColors } from 'picocolors';
import { DockgradeError, ERROR_CODES, type ErrorCode } from '../../core/errors.ts';
import type { Settings } from '../../core/settings.ts';
import { STAGE_TITLES } from '../../core/stages.ts';
import type { Lang } from '../../core/text.ts';
import type { SubmissionView } from '../../core/wire/submission.ts';
import { faultText } from '../fault.ts';
import { FORMATS } from '../formats/index.ts';
import { STATUS, type Status } from '../status.ts';
import { colorOn, print, warn, widthOf } from '../terminal.ts';
import { localTime } from '../time.ts';
import { outlook } from './outlook.ts';
import { SUBMISSION } from './words.ts';

/** Prints a submission: as JSON, its report, or where it is. A fault of ours is told on standard error. Answers with the exit status. */
export async function showSubmission(
  view: SubmissionView,
  { json, lang, settings }: { json: boolean; lang: Lang; settings: Settings },
): Promise<Status> {
  if (json) await print(`${JSON.stringify(view, null, 2)}\n`);
  else if (view.report) {
    const look = { color: colorOn(process.stdout, settings), width: widthOf(process.stdout) };
    await print(FORMATS.text(view.report, lang, look) + after(view, lang));
  } else await print(facts(view, lang, createColors(colorOn(process.stdout, settings))));
  if (view.fault) warn(faultText(faultOf(view.fault, view.id, lang), false));
  if (view.fault || view.state === 'cancelled') return STATUS.fault;
  return view.outcome === 'refused' ? STATUS.refused : STATUS.good;
}

/** What the report does not know: which attempt, how late, and who else handed in the same. */
function after(view: SubmissionView, lang: Lang): string {
  return `\n${table(standing(view, lang))}`;
}

function standing({ attempts, lateDays, sharedWith }: SubmissionView, lang: Lang): [string, string][] {
  const { labels, attempts: used, late } = SUBMISSION[lang];
  const rows: [string, string][] = [[labels.attempts, used(attempts.used, attempts.limit)]];
  if (lateDays > 0) rows.push([labels.late, late(lateDays)]);
  if (sharedWith?.length) rows.push([labels.shared, sharedWith.map(({ name }) => name).join(', ')]);
  return rows;
}

function facts(view: SubmissionView, lang: Lang, paint: ReturnType<typeof createColors>): string {
  const words = SUBMISSION[lang];
  const { labels } = words;
  const rows: [string, string][] = [
    [labels.assignment, view.assignment],
    [labels.repository, [view.repository, view.ref ?? '', view.commit?.slice(0, 7) ?? ''].filter(Boolean).join(' · ')],
    [words.forWhom, view.student.name],
    [words.handedIn, localTime(view.acceptedAt, lang)],
    [labels.state, stateOf(view, lang)],
    ...standing(view, lang),
  ];
  const next = way(view, lang);
  return `${paint.bold(`${words.submission} ${view.id}`)}\n\n${table(rows)}${next && `\n${next}\n`}`;
}

function stateOf(view: SubmissionView, lang: Lang): string {
  const words = SUBMISSION[lang];
  const about = [words.states[view.state]];
  if (view.stage) about.push(STAGE_TITLES[view.stage][lang]);
  if (view.cancelReason) about.push(words.cancelled[view.cancelReason]);
  const when = outlook(view, lang);
  return [about.join(': '), when].filter(Boolean).join(', ');
}

function way({ id, state, replacedBy }: SubmissionView, lang: Lang): string {
  const { follow, newer } = SUBMISSION[lang];
  if (replacedBy) return `${newer} dockgrade status ${replacedBy} --watch`;
  return state === 'waiting' || state === 'running' ? `${follow} dockgrade status ${id} --watch` : '';
}

function table(rows: readonly [string, string][]): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}\n`).join('');
}

/** A fault that ended the run on a worker: it cost no attempt. */
function faultOf({ code, message, remedy }: NonNullable<SubmissionView['fault']>, id: string, lang: Lang) {
  const known = Object.hasOwn(ERROR_CODES, code) ? (code as ErrorCode) : 'internal';
  const again = `${SUBMISSION[lang].noAttempt} dockgrade resubmit ${id}`;
  return new DockgradeError(known, message, { remedy: remedy ? `${remedy}\n${again}` : again });
}
