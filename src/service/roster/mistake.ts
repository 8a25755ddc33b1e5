import { DockgradeError } from '../../core/errors.ts';
import { cleanTexts } from '../../core/report/clean.ts';
import type { RosterMistake } from '../../core/roster.ts';

export const MAX_SHOWN = 100;

/** All mistakes as one error (`roster-invalid`), in the order of the file, one a line; of very many the first hundred. */
export function rosterError(mistakes: readonly RosterMistake[]): DockgradeError {
  const placed = inOrder(mistakes).map(({ line, column, found, expected }) => ({
    where: `line ${line}, column ${column}`,
    message: cleanTexts(`found ${found.en}, expected ${expected.en}`),
  }));
  const shown = placed.slice(0, MAX_SHOWN);
  const more = placed.length - shown.length;
  const lines = shown.map(({ where, message }) => `  ${where}: ${message}`);
  if (more > 0) lines.push(`  and ${more} more`);
  const count = placed.length === 1 ? 'a mistake' : `${placed.length} mistakes`;
  return new DockgradeError('roster-invalid', `the roster has ${count}; nothing was changed\n${lines.join('\n')}`, {
    remedy: 'Write a CSV file in UTF-8 with a first line such as "name,email,github" and one student a line.',
    errors: shown,
  });
}

/** In the order of the file. */
export function inOrder(mistakes: readonly RosterMistake[]): RosterMistake[] {
  return [...mistakes].sort((a, b) => a.line - b.line || a.column - b.column);
}
