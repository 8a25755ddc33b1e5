import { type Command, Option } from 'commander';
import { cleanTexts } from '../../core/report/clean.ts';
import { number } from '../../core/report/words.ts';
import type { Lang } from '../../core/text.ts';
import type { GradeView } from '../../core/wire/grades.ts';
import type { GradeChoice } from '../client/api.ts';
import { type ClientOptions, connect, withClientOptions } from '../client/options.ts';
import { printCsv, printJson, printTable } from '../show-table.ts';
import { STATUS, type Status } from '../status.ts';
import { warn } from '../terminal.ts';
import { localTime } from '../time.ts';

interface Options extends ClientOptions, GradeChoice {
  csv: boolean;
}

const HEADS = {
  en: ['name', 'email', 'score', 'of', 'attempts', 'late', 'submitted', ''],
  es: ['nombre', 'correo', 'puntos', 'de', 'intentos', 'tarde', 'entregado', ''],
} as const;
const NOTES = {
  en: {
    nobody: 'Nobody fits.',
    empty: 'There is no student yet. Set them:',
    byHand: 'set by hand',
    left: 'left the roster',
  },
  es: {
    nobody: 'No hay nadie así.',
    empty: 'Todavía no hay estudiantes. Para ponerlos:',
    byHand: 'puesto a mano',
    left: 'salió de la lista',
  },
} as const;

/** `grades ASSIGNMENT`: the grade table. */
export function addGrades(program: Command, finish: (status: Status) => void): void {
  const command = program
    .command('grades')
    .summary('show the grade table of an assignment')
    .description(
      'Shows the grade table of an assignment, for teachers: everyone of the roster, and every student who handed in.',
    )
    .argument('<assignment>', 'its id')
    .addOption(new Option('--csv', 'print CSV for a spreadsheet').default(false).conflicts('json'))
    .option('--search <text>', 'those whose name, email or GitHub user contains it')
    .addOption(new Option('--only <which>', 'one kind').choices(['submitted', 'missing', 'late', 'overridden', 'left']))
    .addOption(new Option('--sort <by>').choices(['name', 'email', 'score', 'attempts', 'submitted']))
    .addOption(new Option('--order <order>').choices(['asc', 'desc']));
  withClientOptions(command).action(async (assignment: string, options: Options) =>
    finish(await grades(assignment, options)),
  );
}

async function grades(assignment: string, options: Options): Promise<Status> {
  const { json, csv, lang, search, only, sort, order } = options;
  const { client, settings } = await connect(options);
  const choice = Object.fromEntries(
    Object.entries({ search, only, sort, order }).filter(([, value]) => value !== undefined),
  );
  if (csv) {
    const text = await client.gradesCsv(assignment, choice);
    await printCsv(cleanTexts(text.replace(/^\ufeff/, '')));
    return STATUS.good;
  }
  const rows = await client.grades(assignment, choice);
  if (json) await printJson({ assignment, total: rows.length, grades: rows });
  else if (rows.length === 0) warn(nobody(assignment, search !== undefined || only !== undefined, lang));
  else
    await printTable(
      heads(lang),
      rows.map((row) => cells(row, lang)),
      settings,
    );
  return STATUS.good;
}

function nobody(assignment: string, chosen: boolean, lang: Lang): string {
  const { nobody: none, empty } = NOTES[lang];
  return chosen ? none : `${empty} dockgrade roster ${assignment} FILE`;
}

function heads(lang: Lang) {
  const layout = [
    { least: 12 },
    { least: 12 },
    { right: true },
    { right: true },
    { right: true },
    { right: true },
    {},
    {},
  ];
  return layout.map((column, index) => ({ head: HEADS[lang][index] ?? '', ...column }));
}

function cells(
  { student, score, possible, attempts, lateDays, submittedAt, override, enrolled }: GradeView,
  lang: Lang,
): string[] {
  return [
    student.name,
    student.email,
    score === null ? '–' : number(score, lang),
    possible === null ? '–' : number(possible, lang),
    String(attempts),
    lateDays === 0 ? '' : `${lateDays} d`,
    submittedAt === null ? '–' : localTime(submittedAt, lang),
    [override !== null && NOTES[lang].byHand, !enrolled && NOTES[lang].left].filter(Boolean).join(', '),
  ];
}
