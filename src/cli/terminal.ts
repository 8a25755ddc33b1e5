import { DockgradeError } from '../core/errors.ts';

/** Columns of a terminal; 80 for a file or a pipe, and for a terminal that does not know. */
export function widthOf(stream: NodeJS.WriteStream): number {
  return stream.columns || 80;
}

/** Whether colours make sense there: a terminal, and NO_COLOR not set. */
export function colorOn(stream: NodeJS.WriteStream, settings: { color: boolean }): boolean {
  return stream.isTTY === true && settings.color;
}

/** Writes to standard output and waits until it is out. A reader that went away (`| head`) is no fault. Throws `disk-full`, `report-unwritable`. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
      else reject(unwritable('standard output cannot be written to', error, 'Make room there, or send it elsewhere.'));
    });
  });
}

export function warn(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** A text that cannot be written where it should be: `disk-full` or `report-unwritable`. */
export function unwritable(what: string, cause: unknown, remedy: string): DockgradeError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  const reason = { ENOSPC: 'no space is left there', ENOENT: 'no file can be made there' }[code] ?? code;
  return new DockgradeError(full ? 'disk-full' : 'report-unwritable', `${what}: ${reason}`, { cause, remedy });
}
