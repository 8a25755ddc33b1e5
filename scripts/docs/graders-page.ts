import { diagnoses, graders } from '../../graders/index.ts';
import { factsOf, pointsOf } from '../../src/cli/explain/facts.ts';
import { sourcesOf } from '../../src/cli/explain/sources.ts';
import { EXPLAIN } from '../../src/cli/explain/words.ts';
import type { Diagnosis } from '../../src/core/diagnosis.ts';
import type { Grader } from '../../src/core/grader.ts';
import { WORDS } from '../../src/core/report/words.ts';
import type { Lang } from '../../src/core/text.ts';
import { fenced } from './snippet.ts';

/** The page of every grader and diagnosis, written from their own words: docs/graders.md and docs/graders.es.md. */
export function gradersPage(lang: Lang): string {
  const groups = [...Map.groupBy(graders, ({ group }) => group)];
  const words = PAGE[lang];
  const parts = [
    `# ${words.title}`,
    words.intro,
    ...groups.map(([group, members]) => `**${WORDS[lang].groups[group]}**\n\n${contents(members, lang)}`),
    ...groups.flatMap(([group, members]) => [
      `## ${WORDS[lang].groups[group]}`,
      ...members.map((grader) => section(grader, lang)),
    ]),
    ...(diagnoses.length === 0 ? [] : [`## ${EXPLAIN[lang].diagnoses}`, words.aboutDiagnoses, diagnosisContents(lang)]),
    ...diagnoses.map((diagnosis) => diagnosisSection(diagnosis, lang)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function contents(members: readonly Grader[], lang: Lang): string {
  const rows = members.map((grader) => {
    const { id, title, lesson } = grader;
    return `| [\`${id}\`](#${id}) | ${title[lang]} | ${pointsOf(grader, lang)} | ${lesson} | ${sourcesOf(grader, lang)} |`;
  });
  return [PAGE[lang].heads, '| --- | --- | ---: | --- | --- |', ...rows].join('\n');
}

function section(grader: Grader, lang: Lang): string {
  const { id, title, about, examples } = grader;
  const said = EXPLAIN[lang];
  const shown = (which: 'passes' | 'fails') => (examples ? [`${said[which]}:`, fenced(examples[which])] : []);
  return [
    `### ${id}`,
    `**${title[lang]}**  \n${factsOf(grader, lang)}`,
    ...(['looks', 'why', 'mend'] as const).map((part) => `*${said[part]}.* ${about[part][lang]}`),
    ...shown('passes'),
    ...shown('fails'),
  ].join('\n\n');
}

function diagnosisContents(lang: Lang): string {
  const rows = diagnoses.map(({ id, title }) => `| [\`${id}\`](#${id}) | ${title[lang]} |`);
  return [PAGE[lang].diagnosisHeads, '| --- | --- |', ...rows].join('\n');
}

function diagnosisSection({ id, title, about, explains }: Diagnosis, lang: Lang): string {
  const { symptom, cause, mend, explains: verb } = EXPLAIN[lang];
  const known = explains.map((grader) => `[\`${grader}\`](#${grader})`).join(', ');
  return [
    `### ${id}`,
    `**${title[lang]}**  \n${verb} ${known}`,
    `*${symptom}.* ${about.symptom[lang]}`,
    `*${cause}.* ${about.why[lang]}`,
    `*${mend}.* ${about.mend[lang]}`,
  ].join('\n\n');
}

const GENERATED = '<!-- written by node scripts/generate-docs.ts from graders/: change a grader, not this page -->';

const PAGE = {
  en: {
    title: 'Graders',
    intro: `${GENERATED}

Every line of a report comes from a grader: a rule that looks at what happened when your stack was built, started, used and disturbed. Points are those of
the default assignment; an assignment gives its own ([assignment.md](assignment.md)). A grader with 0 points gives advice. \`dockgrade explain GRADER\`
shows the same on a terminal. How to add one of your own: [writing-a-grader.md](writing-a-grader.md). En español: [graders.es.md](graders.es.md).`,
    diagnosisHeads: '| diagnosis | cause |',
    heads: '| grader | what holds when it passes | points | lesson | facts from |',
    aboutDiagnoses:
      'A cause that is known by its traces. The report shows it in the line that it explains. It costs nothing by itself.',
  },
  es: {
    title: 'Correctores',
    intro: `${GENERATED}

Cada línea de un informe viene de un corrector: una regla que mira lo que pasó al construir, arrancar, usar y perturbar tus servicios. Los puntos son los de la
consigna por defecto; cada consigna da los suyos ([assignment.md](assignment.md)). Un corrector con 0 puntos da un consejo.
\`dockgrade explain CORRECTOR --lang es\` muestra lo mismo en la terminal. Cómo añadir uno propio: [writing-a-grader.md](writing-a-grader.md). In English: [graders.md](graders.md).`,
    diagnosisHeads: '| diagnóstico | causa |',
    heads: '| corrector | lo que se cumple cuando pasa | puntos | lección | datos de |',
    aboutDiagnoses:
      'Una causa que se reconoce por sus huellas. El informe la muestra en la línea que explica. Por sí sola no cuesta nada.',
  },
} as const satisfies Record<Lang, object>;
