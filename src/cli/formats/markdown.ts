import type { Where } from '../../core/evidence/common.ts';
import {
  adviceOf,
  causeOf,
  groupsOf,
  proofsOf,
  remedyOf,
  remedyPieces,
  suppliedFiles,
  whereText,
  withoutCommit,
} from '../../core/report/parts.ts';
import type { Report, ReportResult } from '../../core/report/schema.ts';
import { number, pointsText, WORDS, type Words } from '../../core/report/words.ts';
import type { Lang } from '../../core/text.ts';
import { codeBlock, codeSpan, htmlText, markdownSentence, markdownText } from './escape.ts';

const SIGNS = { pass: '✅', partial: '🟡', fail: '❌', blocked: '➖', error: '⚠️' } as const;

/** The report as a comment on a pull request. Whatever a student wrote is text or code in it, never markup. */
export function formatMarkdown(report: Report, lang: Lang): string {
  const words = WORDS[lang];
  const lost = groupsOf(report, lang).flatMap(({ seen }) => seen.filter(({ verdict }) => verdict !== 'pass'));
  const advice = adviceOf(report);
  const parts = [
    `## ${pointsText(report.score, lang)} · ${markdownText(report.assignment.title)}`,
    subject(report, lang),
    ...refusals(report, words),
    table(report, lang),
    ...(lost.length > 0 ? [`### ${words.toMend}`, ...lost.map((result) => details(result, lang))] : []),
    ...(advice.length > 0 ? [`### ${words.advice}`, ...advice.map((result) => details(result, lang))] : []),
    ...notes(report, lang),
    footer(report, lang),
  ];
  return `${parts.join('\n\n')}\n`;
}

function subject(report: Report, lang: Lang): string {
  const { submission } = report;
  const commit = submission.commit === null ? withoutCommit(report, lang) : codeSpan(submission.commit.slice(0, 10));
  const ref = submission.ref === null ? [] : [codeSpan(submission.ref)];
  return [codeSpan(submission.repository), ...ref, commit].join(' · ');
}

function refusals(report: Report, words: Words): string[] {
  if (report.refusals.length === 0) return [];
  const lines = report.refusals.map(
    ({ message, where, rule }) =>
      `- ❌ ${markdownSentence(message)} ${codeSpan(whereText(where))} (${markdownText(rule)})`,
  );
  return [`### ${words.refused}`, lines.join('\n')];
}

function table(report: Report, lang: Lang): string {
  const words = WORDS[lang];
  const rows = groupsOf(report, lang).flatMap(({ group, score, seen, blocked }) => [
    `| | **${words.groups[group]}** | **${pointsText(score, lang)}** |`,
    ...[...seen, ...blocked.flatMap(({ results }) => results)].map((result) => {
      const note = result.verdict === 'blocked' ? `<br>${markdownText(causeOf(result, report, lang))}` : '';
      return `| ${SIGNS[result.verdict]} | ${markdownText(result.title)}${note} | ${pointsText(result.points, lang)} |`;
    }),
  ]);
  return [`| | ${words.check} | ${words.points} |`, '| --- | --- | ---: |', ...rows].join('\n');
}

function details(result: ReportResult, lang: Lang): string {
  const words = WORDS[lang];
  const points = result.points.possible > 0 ? ` · ${pointsText(result.points, lang)}` : '';
  const facts = [
    result.where ? `- **${words.where}:** ${codeSpan(whereText(result.where))}` : '',
    result.expected ? `- **${words.expected}:** ${markdownSentence(result.expected)}` : '',
    result.actual ? `- **${words.found}:** ${markdownSentence(result.actual)}` : '',
  ].filter((line) => line !== '');
  const parts = [
    `<details><summary>${SIGNS[result.verdict]} ${htmlText(result.title)}${points}</summary>`,
    markdownSentence(result.message),
    facts.join('\n'),
    ...remedy(remedyOf(result), words),
    ...result.diagnoses.flatMap((diagnosis) => cause(diagnosis, result, words)),
    ...result.evidence.map(proof),
    '</details>',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function cause(diagnosis: ReportResult['diagnoses'][number], result: ReportResult, words: Words): string[] {
  const at = diagnosis.where ? `\n\n- **${words.where}:** ${codeSpan(whereText(diagnosis.where))}` : '';
  return [
    `**${words.why}: ${markdownSentence(diagnosis.title)}**`,
    `${markdownSentence(diagnosis.message)} ${markdownSentence(diagnosis.why)}${at}`,
    ...remedy(diagnosis.remedy, words),
    ...proofsOf(diagnosis, result).map(proof),
  ];
}

function proof({ title, text }: ReportResult['evidence'][number]): string {
  return `${markdownSentence(title)}\n\n${codeBlock(text, 'text')}`;
}

function remedy(text: string | undefined, words: Words): string[] {
  if (text === undefined) return [];
  const { sentence, snippet } = remedyPieces(text);
  const said = `**${words.remedy}:** ${markdownSentence(sentence)}`;
  return snippet === '' ? [said] : [said, codeBlock(snippet, '')];
}

function notes(report: Report, lang: Lang): string[] {
  const words = WORDS[lang];
  const line = (said: string, where: Where) => `- ${said} ${codeSpan(whereText(where))}`;
  const lines = [
    ...suppliedFiles(report, lang).map(({ message, where }) => line(markdownSentence(message), where)),
    ...report.notes.map(({ action, message, where }) =>
      line(`${words.actions[action]}: ${markdownSentence(message)}`, where),
    ),
  ];
  if (lines.length === 0) return [];
  return [`<details><summary>${htmlText(words.notes)}</summary>`, lines.join('\n'), '</details>'];
}

function footer({ stages, leftovers, worker }: Report, lang: Lang): string {
  const words = WORDS[lang];
  const seconds = stages.reduce((sum, stage) => sum + stage.seconds, 0);
  const left = Object.values(leftovers).some((count) => count > 0) ? ` · ${words.leftovers(leftovers)}` : '';
  const tools = `dockgrade ${worker.dockgrade} · engine ${worker.engine} · compose ${worker.compose}`;
  return `<sub>${words.time} ${number(seconds, lang, 1)} s · ${htmlText(tools)}${left}</sub>`;
}
