import type { createColors } from 'picocolors';
import type { Diagnosis } from '../../core/diagnosis.ts';
import type { Grader } from '../../core/grader.ts';
import type { Lang } from '../../core/text.ts';
import { wrap } from '../formats/text/layout.ts';
import { factsOf } from './facts.ts';
import { EXPLAIN } from './words.ts';

export type Paint = ReturnType<typeof createColors>;

export interface Look {
  lang: Lang;
  paint: Paint;
  width: number;
}

/** Everything about one grader: where it looks, why, how it is mended, what passes and what does not. */
export function graderLines(grader: Grader, look: Look): string[] {
  const { lang, paint } = look;
  const labels = EXPLAIN[lang];
  const { title, about, examples } = grader;
  const code = (snippet: string) => snippet.split('\n').map((line) => (line === '' ? '' : `  ${line}`));
  return [
    ...head(title[lang], `${grader.id} · ${factsOf(grader, lang)}`, look),
    ...(['looks', 'why', 'mend'] as const).flatMap((name) => part(labels[name], about[name][lang], look)),
    ...(examples ? ['', paint.green(labels.passes), ...code(examples.passes)] : []),
    ...(examples ? ['', paint.red(labels.fails), ...code(examples.fails)] : []),
  ];
}

/** Everything about one diagnosis: how it shows, why it comes to that, how it is mended. */
export function diagnosisLines({ id, title, explains, about }: Diagnosis, look: Look): string[] {
  const { lang } = look;
  const labels = EXPLAIN[lang];
  return [
    ...head(title[lang], `${id} · ${labels.explains}: ${explains.join(', ')}`, look),
    ...part(labels.symptom, about.symptom[lang], look),
    ...part(labels.cause, about.why[lang], look),
    ...part(labels.mend, about.mend[lang], look),
  ];
}

function head(title: string, facts: string, { paint, width }: Look): string[] {
  return ['', ...wrap(title, width).map(paint.bold), ...wrap(facts, width).map(paint.dim)];
}

function part(label: string, text: string, { paint, width }: Look): string[] {
  return ['', paint.bold(label), ...wrap(text, width)];
}
