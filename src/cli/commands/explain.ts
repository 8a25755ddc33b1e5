import { type Command, Option } from 'commander';
import { createColors } from 'picocolors';
import type { Grader } from '../../core/grader.ts';
import { readSettings } from '../../core/settings.ts';
import { LANGS, type Lang } from '../../core/text.ts';
import { wrap } from '../formats/text/layout.ts';
import { number, WORDS } from '../formats/words.ts';
import { defaultRubric, graderOf, graders } from '../registry.ts';
import { STATUS, type Status } from '../status.ts';
import { colorOn, print, widthOf } from '../terminal.ts';

type Paint = ReturnType<typeof createColors>;

const LABELS = {
  en: { looks: 'Where it looks', why: 'Why it matters', mend: 'How to mend it', lesson: 'lesson', points: 'points' },
  es: { looks: 'Dónde mira', why: 'Por qué importa', mend: 'Cómo arreglarlo', lesson: 'lección', points: 'puntos' },
} as const;

/** `explain [GRADER]`: what a grader looks at, why it matters, how to fix it; all graders without an argument. */
export function addExplain(program: Command, finish: (status: Status) => void): void {
  program
    .command('explain')
    .summary('what a grader looks at, why it matters, how to fix it')
    .description(
      'Says what a grader looks at, why it matters and how to fix it. Without a grader: lists all with their points in the default assignment.',
    )
    .argument('[grader]', 'its id, as in the report')
    .addOption(new Option('--lang <lang>', 'of the answer').choices(LANGS).default('en'))
    .action(async (id: string | undefined, { lang }: { lang: Lang }) => {
      const paint = createColors(colorOn(process.stdout, readSettings(process.env)));
      const width = Math.min(100, Math.max(50, widthOf(process.stdout)));
      const lines = id === undefined ? list(lang, paint) : explanation(graderOf(id), lang, paint, width);
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

function pointsOf({ id }: Grader, lang: Lang): string {
  return number(defaultRubric[id] ?? 0, lang);
}
