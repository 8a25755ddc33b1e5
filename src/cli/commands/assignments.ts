import type { Command } from 'commander';
import { number } from '../../core/report/words.ts';
import type { Lang } from '../../core/text.ts';
import type { AssignmentItem } from '../../core/wire/assignment.ts';
import { type ClientOptions, connect, withClientOptions } from '../client/options.ts';
import { printJson, printTable } from '../show-table.ts';
import { STATUS, type Status } from '../status.ts';
import { warn } from '../terminal.ts';
import { localTime } from '../time.ts';

const WORDS = {
  en: {
    heads: ['id', 'title', 'points', 'attempts', 'due', ''],
    none: 'There is no assignment for you here yet.',
    late: (days: number) => `late until day ${days}`,
    closed: 'closed',
  },
  es: {
    heads: ['id', 'título', 'puntos', 'intentos', 'hasta', ''],
    none: 'Todavía no hay ninguna consigna para ti.',
    late: (days: number) => `tarde hasta el día ${days}`,
    closed: 'cerrada',
  },
} as const;

/** `assignments`: what can be handed in. */
export function addAssignments(program: Command, finish: (status: Status) => void): void {
  const command = program
    .command('assignments')
    .summary('list what can be handed in')
    .description('Lists the assignments: a student sees those whose roster they are on, a teacher all.');
  withClientOptions(command).action(async (options: ClientOptions) => finish(await assignments(options)));
}

async function assignments(options: ClientOptions): Promise<Status> {
  const { json, lang } = options;
  const { client, settings } = await connect(options);
  const items = await client.assignments();
  if (json) await printJson({ assignments: items });
  else if (items.length === 0) warn(WORDS[lang].none);
  else
    await printTable(
      heads(lang),
      items.map((item) => cells(item, lang)),
      settings,
    );
  return STATUS.good;
}

function heads(lang: Lang) {
  const layout = [{}, { least: 12 }, { right: true }, { right: true }, {}, {}];
  return layout.map((column, index) => ({ head: WORDS[lang].heads[index] ?? '', ...column }));
}

function cells({ id, title, points, attempts, due, late, open }: AssignmentItem, lang: Lang): string[] {
  const { used, limit } = attempts;
  const over = due !== null && Date.parse(due) < Date.now();
  const state = over && open && late ? WORDS[lang].late(late.days) : '';
  return [
    id,
    title,
    number(points, lang),
    limit === null ? String(used) : `${used} / ${limit}`,
    due === null ? '–' : localTime(due, lang),
    open ? state : WORDS[lang].closed,
  ];
}
