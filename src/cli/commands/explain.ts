import { type Command, Option } from 'commander';
import { createColors } from 'picocolors';
import type { Diagnosis } from '../../core/diagnosis.ts';
import type { Grader } from '../../core/grader.ts';
import { readSettings } from '../../core/settings.ts';
import { LANGS, type Lang } from '../../core/text.ts';
import { wrap } from '../formats/text/layout.ts';
import { number, WORDS } from '../formats/words.ts';
import { defaultRubric, diagnoses, diagnosisOf, graderOf, graders } from '../registry.ts';
import { STATUS, type Status } from '../status.ts';
import { colorOn, print, widthOf } from '../terminal.ts';

type Paint = ReturnType<typeof createColors>;

const LABELS = {
  en: {
    looks: 'Where it looks',
    why: 'Why it matters',
    mend: 'How to mend it',
    lesson: 'lesson',
    points: 'points',
    diagnoses: 'Diagnoses',
    explains: 'explains',
    symptom: 'How it shows',
    cause: 'Why it comes to that',
  },
  es: {
    looks: 'Dónde mira',
    why: 'Por qué importa',
    mend: 'Cómo arreglarlo',
    lesson: 'lección',
    points: 'puntos',
    diagnoses: 'Diagnósticos',
    explains: 'explica',
    symptom: 'Cómo se nota',
    cause: 'Por qué pasa',
  },
} as const;

/** `explain [ID]`: what a grader looks at, or by what a diagnosis is known, why, how to fix it; all of both without an argument. */
export function addExplain(program: Command, finish: (status: Status) => void): void {
  program
    .command('explain')
    .summary('what a grader looks at, why it matters, how to fix it')
    .description(
      'Says what a grader looks at, why it matters and how to fix it; of a diagnosis, how it shows, why it comes to that and how to mend it. Without an id: lists all graders with their points in the default assignment, and all diagnoses.',
    )
    .argument('[id]', 'of a grader or a diagnosis, as in the report')
    .addOption(new Option('--lang <lang>', 'of the answer').choices(LANGS).default('en'))
    .action(async (id: string | undefined, { lang }: { lang: Lang }) => {
      const paint = createColors(colorOn(process.stdout, readSettings(process.env)));
      const width = Math.min(100, Math.max(50, widthOf(process.stdout)));
      const diagnosis = id === undefined ? undefined : diagnosisOf(id);
      const lines =
        id === undefined
          ? [...list(lang, paint), ...diagnosisList(lang, paint)]
          : diagnosis
            ? cause(diagnosis, lang, paint, width)
            : explanation(graderOf(id), lang, paint, width);
      await print(`${lines.join('\n')}\n`);
      finish(STATUS.good);
    });
}

function list(lang: Lang, paint: Paint): string[] {
  const width = Math.max(...graders.map(({ id }) => id.length));
  const groups = Map.groupBy(graders, ({ group }) => group);
  return [...groups].flatMap(([group, members]) => [
    '',
    paint.bold(WORDS[lang].groups[group]),
    ...members.map(
      (grader) => `  ${grader.id.padEnd(width)} ${pointsOf(grader, lang).padStart(4)}  ${grader.title[lang]}`,
    ),
  ]);
}

function explanation(grader: Grader, lang: Lang, paint: Paint, width: number): string[] {
  const labels = LABELS[lang];
  const facts = `${grader.id} · ${labels.lesson} ${grader.lesson} · ${pointsOf(grader, lang)} ${labels.points}`;
  const part = (name: 'looks' | 'why' | 'mend') => [
    '',
    paint.bold(labels[name]),
    ...wrap(grader.about[name][lang], width),
  ];
  return ['', paint.bold(grader.title[lang]), paint.dim(facts), ...part('looks'), ...part('why'), ...part('mend')];
}

function diagnosisList(lang: Lang, paint: Paint): string[] {
  const width = Math.max(...diagnoses.map(({ id }) => id.length));
  const lines = diagnoses.map(({ id, title }) => `  ${id.padEnd(width)}  ${title[lang]}`);
  return ['', paint.bold(LABELS[lang].diagnoses), ...lines];
}

function cause({ id, title, explains, about }: Diagnosis, lang: Lang, paint: Paint, width: number): string[] {
  const labels = LABELS[lang];
  const parts: [string, string][] = [
    [labels.symptom, about.symptom[lang]],
    [labels.cause, about.why[lang]],
    [labels.mend, about.mend[lang]],
  ];
  return [
    '',
    paint.bold(title[lang]),
    ...wrap(`${id} · ${labels.explains}: ${explains.join(', ')}`, width).map(paint.dim),
    ...parts.flatMap(([label, text]) => ['', paint.bold(label), ...wrap(text, width)]),
  ];
}

function pointsOf({ id }: Grader, lang: Lang): string {
  return number(defaultRubric[id] ?? 0, lang);
}
