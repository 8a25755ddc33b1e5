import {
  adviceOf,
  type GroupPart,
  groupsOf,
  suppliedFiles,
  whereText,
  withoutCommit,
} from '../../../core/report/parts.ts';
import type { Report } from '../../../core/report/schema.ts';
import { number, pointsText } from '../../../core/report/words.ts';
import { STAGE_TITLES } from '../../../core/stages.ts';
import type { Canvas } from './canvas.ts';
import { columns, cut } from './layout.ts';
import { resultLines } from './result.ts';

/** Who was graded and the score. */
export function header(report: Report, canvas: Canvas): string[] {
  const { assignment, submission, score } = report;
  const { paint, width, lang } = canvas;
  const commit = submission.commit?.slice(0, 10) ?? withoutCommit(report, lang);
  const version = [submission.ref, commit].filter((part) => part !== null).join(' · ');
  const share = score.possible === 0 ? 1 : score.earned / score.possible;
  const color = share >= 0.9 ? paint.green : share >= 0.5 ? paint.yellow : paint.red;
  const points = pointsText(score, lang);
  const bar = Math.min(48, width - columns(points) - 6);
  const full = share === 1 ? bar : Math.min(bar - 1, Math.round(bar * share));
  return [
    ...canvas.block(assignment.title, 2, paint.bold),
    ...canvas.block(submission.repository, 2),
    `  ${paint.dim(cut(version, width - 2))}`,
    '',
    `  ${paint.bold(color(points))}  ${color('█'.repeat(full))}${paint.dim('░'.repeat(bar - full))}`,
    ...praise(report, canvas).map((line) => (line === '' ? '' : `  ${paint.green(line)}`)),
  ];
}

/** Points alone are no praise: what costs none can fail as well. */
function praise(report: Report, { words }: Canvas): string[] {
  if (report.score.earned < report.score.possible) return [];
  if (adviceOf(report).length > 0) return ['', words.fullScoreWithAdvice];
  return report.results.every(({ verdict }) => verdict === 'pass') ? ['', words.fullScore] : [];
}

/** Why the Compose file may not run, one block a rule. */
export function refusals(report: Report, canvas: Canvas): string[] {
  if (report.refusals.length === 0) return [];
  const { paint, words } = canvas;
  return [
    heading(words.refused, '', canvas),
    ...report.refusals.flatMap(({ message, where, rule }) => [
      ...canvas
        .block(message, 4)
        .map((line, index) => (index === 0 ? `  ${paint.red('✘')} ${line.trimStart()}` : line)),
      ...canvas.block(`${whereText(where)} · ${rule}`, 4, paint.cyan),
    ]),
  ];
}

/** All groups with points, each under its heading. Of a refused submission only how much was not looked at. */
export function groups(report: Report, canvas: Canvas): string[][] {
  const parts = groupsOf(report, canvas.lang);
  if (report.outcome === 'refused') {
    const blocked = parts.reduce((count, part) => count + part.blocked.flatMap(({ results }) => results).length, 0);
    const { words, lang } = canvas;
    const sentence = `${words.becauseRefused} ${words.checks(blocked)}, ${pointsText(report.score, lang)}.`;
    return [canvas.block(sentence, 2)];
  }
  return parts.map((part) => groupLines(part, canvas));
}

function groupLines(part: GroupPart, canvas: Canvas): string[] {
  const { paint, words, lang } = canvas;
  const lines = [heading(words.groups[part.group], pointsText(part.score, lang), canvas)];
  for (const result of part.seen) lines.push(...resultLines(result, canvas));
  for (const { cause, results } of part.blocked) {
    lines.push(
      ...canvas.block(cause, 4).map((line, index) => (index === 0 ? `  ${paint.dim('–')} ${line.trimStart()}` : line)),
    );
    for (const { title, points } of results) {
      const end = pointsText(points, lang);
      const text = cut(title, canvas.width - 8 - columns(end));
      lines.push(paint.dim(`      ${text}${' '.repeat(canvas.width - 6 - columns(text) - columns(end))}${end}`));
    }
  }
  return trimmed(lines);
}

/** What costs no points and is worth mending all the same. */
export function advice(report: Report, canvas: Canvas): string[] {
  const results = adviceOf(report);
  if (results.length === 0) return [];
  return trimmed([
    heading(canvas.words.advice, '', canvas),
    ...results.flatMap((result) => resultLines(result, canvas)),
  ]);
}

/** What was changed in the Compose file, or put beside it, so that it may run. What was done in several places is said once. */
export function notes(report: Report, canvas: Canvas): string[] {
  const { words, paint, lang } = canvas;
  const supplied = suppliedFiles(report, lang).map(({ where, message }) => `${whereText(where)} · ${message}`);
  if (report.notes.length + supplied.length === 0) return [];
  const alike = Map.groupBy(report.notes, ({ action, message }) => `${action} ${message}`);
  const lines = [...alike.values()].flatMap((notes) => {
    const places = [...new Set(notes.map(({ where }) => whereText(where)))].join(', ');
    return notes.slice(0, 1).map(({ action, message }) => `${words.actions[action]} · ${places} · ${message}`);
  });
  return [
    heading(words.notes, '', canvas),
    ...[...supplied, ...lines].flatMap((line) => canvas.block(line, 2, paint.dim)),
  ];
}

/** How long each stage took, what was left behind, and what graded. */
export function footer({ stages, leftovers, worker }: Report, canvas: Canvas): string[] {
  const { words, paint, lang } = canvas;
  const seconds = (value: number) => `${number(value, lang, 1)} s`;
  const ran = stages.filter(({ outcome }) => outcome !== 'skipped');
  const total = ran.reduce((sum, stage) => sum + stage.seconds, 0);
  const times = ran
    .filter((stage) => stage.seconds >= 0.05 || stage.outcome === 'failed')
    .map(({ stage, seconds: took, outcome }) =>
      `${STAGE_TITLES[stage][lang]} ${seconds(took)}${outcome === 'failed' ? ` (${words.stopped})` : ''}`.replaceAll(
        ' ',
        '\u00a0',
      ),
    );
  const left = Object.values(leftovers).some((count) => count > 0);
  return [
    ...canvas
      .block(`${words.time} ${seconds(total)}: ${times.join(' · ')}`, 2)
      .map((line) => paint.dim(line.replaceAll('\u00a0', ' '))),
    ...canvas.block(
      `dockgrade ${worker.dockgrade} · engine ${worker.engine} · compose ${worker.compose}`,
      2,
      paint.dim,
    ),
    ...(left ? canvas.block(`! ${words.leftovers(leftovers)}`, 2, paint.magenta) : []),
  ];
}

function heading(title: string, right: string, { paint, width }: Canvas): string {
  const end = right === '' ? '' : ` ${paint.bold(right)}`;
  const rule = '─'.repeat(Math.max(2, width - columns(title) - 1 - (right === '' ? 0 : columns(right) + 1)));
  return `${paint.bold(title)} ${paint.dim(rule)}${end}`;
}

function trimmed(lines: string[]): string[] {
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
