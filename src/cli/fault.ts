import { DockgradeError } from '../core/errors.ts';
import { cleanTexts } from '../core/report/clean.ts';

/** An error as it is told on standard error. The place in the code is shown on demand only: it helps nobody who did not write it. */
export function faultText(error: unknown, debug: boolean): string {
  // An `internal` with a remedy was told by the service: its words are for people.
  const known = error instanceof DockgradeError && (error.code !== 'internal' || error.remedy !== undefined);
  const lines = known ? knownLines(error) : internalLines(error, debug);
  if (known && debug && error.stack) lines.push(indent(error.stack));
  return cleanTexts(`${lines.join('\n')}\n`);
}

function knownLines({ message, remedy, code }: DockgradeError): string[] {
  if (code === 'interrupted' && !remedy) return ['dockgrade: interrupted; nothing is left of the run'];
  if (code === 'interrupted') return [`dockgrade: ${message}`, indent(remedy ?? '')];
  return [`dockgrade: ${message}`, ...(remedy ? [indent(remedy)] : []), indent(`error code: ${code}`)];
}

function internalLines(error: unknown, debug: boolean): string[] {
  const what = error instanceof Error ? error.message : String(error);
  const detail = error instanceof Error && debug ? [indent(error.stack ?? what)] : [];
  return [
    `dockgrade: a fault in dockgrade: ${what.split('\n')[0] ?? ''}`,
    indent('Please report it, with what you did and the output of the same command under DOCKGRADE_DEBUG=1.'),
    indent('error code: internal'),
    ...detail,
  ];
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
