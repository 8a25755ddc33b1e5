import { proofsOf, remedyOf, remedyPieces, whereText } from '../../../core/report/parts.ts';
import type { ReportResult } from '../../../core/report/schema.ts';
import { pointsText } from '../../../core/report/words.ts';
import type { Canvas } from './canvas.ts';
import { columns, cut, fold, wrap } from './layout.ts';

const SIGNS = { pass: '✔', partial: '◐', fail: '✘', blocked: '–', error: '!' } as const;
const HEAD = 4;
const BODY = 6;
/** Graders cut their proofs to as many lines; of anything longer the beginning and the end are shown. */
const PROOF_LINES = 15;

/** One line of the report: the sign, the title, the points; and below it, where points were lost, why and what to do. */
export function resultLines(result: ReportResult, canvas: Canvas): string[] {
  const head = headLines(result, canvas);
  return result.verdict === 'pass' ? head : [...head, ...reason(result, canvas), ''];
}

function headLines(result: ReportResult, canvas: Canvas): string[] {
  const { paint } = canvas;
  const plain = (text: string) => text;
  const lost = result.verdict === 'fail' || result.verdict === 'partial';
  const color = { pass: paint.green, partial: paint.yellow, fail: paint.red, blocked: paint.dim, error: paint.magenta };
  const points = result.points.possible > 0 ? pointsText(result.points, canvas.lang) : '';
  const [first = '', ...rest] = wrap(result.title, canvas.width - HEAD - columns(points) - 2);
  const title = lost ? paint.bold : plain;
  const head = `  ${color[result.verdict](SIGNS[result.verdict])} ${title(first)}`;
  const end = lost ? color[result.verdict](points) : points;
  const gap = ' '.repeat(Math.max(2, canvas.width - HEAD - columns(first) - columns(points)));
  return [points === '' ? head : head + gap + end, ...rest.map((more) => ' '.repeat(HEAD) + title(more))];
}

function reason(result: ReportResult, canvas: Canvas): string[] {
  const { paint } = canvas;
  const remedy = remedyOf(result);
  return [
    ...canvas.block(result.message, BODY),
    ...(result.where ? canvas.block(whereText(result.where), BODY, paint.cyan) : []),
    ...comparison(result, canvas),
    ...(remedy ? remedyLines(remedy, canvas) : []),
    ...result.diagnoses.flatMap((diagnosis) => diagnosisLines(diagnosis, result, canvas)),
    ...result.evidence.flatMap((proof) => proofLines(proof, canvas)),
  ];
}

/** The cause: its name, what happened, why it comes to that, the place, what mends it, the line that tells it. */
function diagnosisLines(diagnosis: ReportResult['diagnoses'][number], result: ReportResult, canvas: Canvas): string[] {
  const { paint, words } = canvas;
  return [
    ...canvas.block(`${words.why}: ${diagnosis.title}`, BODY, paint.yellow),
    ...canvas.block(diagnosis.message, BODY + 2),
    ...canvas.block(diagnosis.why, BODY + 2, paint.dim),
    ...(diagnosis.where ? canvas.block(whereText(diagnosis.where), BODY + 2, paint.cyan) : []),
    ...remedyLines(diagnosis.remedy, canvas),
    ...proofsOf(diagnosis, result).flatMap((proof) => proofLines(proof, canvas)),
  ];
}

function comparison({ expected, actual }: ReportResult, { words, paint, width }: Canvas): string[] {
  const label = Math.max(words.expected.length, words.found.length) + 2;
  const rows: [string, string | undefined][] = [
    [words.expected, expected],
    [words.found, actual],
  ];
  return rows.flatMap(([name, text]) => {
    if (!text) return [];
    const [first = '', ...rest] = wrap(text, width - BODY - label);
    const margin = ' '.repeat(BODY);
    return [
      `${margin}${paint.dim(name.padEnd(label))}${first}`,
      ...rest.map((more) => `${margin}${' '.repeat(label)}${more}`),
    ];
  });
}

/** A snippet is never cut or wrapped: it is there to be copied. */
function remedyLines(remedy: string, { paint, width }: Canvas): string[] {
  const { sentence, snippet } = remedyPieces(remedy);
  const [first = '', ...rest] = wrap(sentence, width - BODY - 2);
  const margin = ' '.repeat(BODY + 2);
  const lines = snippet === '' ? [] : snippet.split('\n');
  return [
    `${' '.repeat(BODY)}${paint.green('→')} ${first}`,
    ...rest.map((line) => margin + line),
    ...lines.map((line) => (line.trim() === '' ? '' : `${margin}  ${paint.green(line)}`)),
  ];
}

function proofLines(proof: ReportResult['evidence'][number], { paint, width, words }: Canvas): string[] {
  const all = proof.text.split('\n').filter((line) => line.trim() !== '');
  const half = Math.floor(PROOF_LINES / 2);
  const shown =
    all.length <= PROOF_LINES
      ? all
      : [...all.slice(0, half), `… ${words.moreLines(all.length - 2 * half)}`, ...all.slice(-half)];
  const margin = ' '.repeat(BODY);
  return [
    `${margin}${paint.dim(cut(proof.title.replaceAll('\n', ' '), width - BODY))}`,
    ...shown
      .flatMap((line) => fold(line, width - BODY - 2))
      .map((line) => `${margin}${paint.dim(`│ ${line.trimEnd()}`)}`),
  ];
}
