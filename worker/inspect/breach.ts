import { DockgradeError } from '../../src/core/errors.ts';
import type { Mismatch } from './mismatch.ts';

const MOST_NAMED = 5;
const MAX_SHOWN = 300;

/** The alarm: the message names the fields, for everybody; `errors` has the values, for who looks at the log. */
export function breach(mismatches: readonly Mismatch[]): DockgradeError {
  const fields = mismatches.map(({ object, field }) => `${object}: ${field}`);
  const more = fields.length > MOST_NAMED ? ` and ${fields.length - MOST_NAMED} more` : '';
  return new DockgradeError(
    'sandbox-breached',
    `What was created is not what was admitted: ${fields.slice(0, MOST_NAMED).join(', ')}${more}.`,
    {
      remedy: 'The submission was stopped before it could run and was removed. Report it with the log of the worker.',
      errors: mismatches.map(({ object, field, expected, actual }) => ({
        where: `${object}: ${field}`,
        message: `admitted: ${shown(expected)}, is: ${shown(actual)}`,
      })),
    },
  );
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, MAX_SHOWN);
}
