import { execa } from 'execa';

/** A file with the line where an error happened in it, as far as the error tells. */
export function placeIn(file: string, error: unknown): string {
  return lineIn(file, error instanceof Error ? (error.stack ?? '') : '');
}

/** The same for what kept a file from being loaded. The line of a mistake in its syntax is told only by Node's own check. */
export async function placeOfLoading(file: string, path: string, error: unknown): Promise<string> {
  const place = placeIn(file, error);
  if (place !== file || !(error instanceof SyntaxError)) return place;
  const { stderr } = await execa(process.execPath, ['--check', path], { reject: false });
  return lineIn(file, stderr);
}

function lineIn(file: string, said: string): string {
  const line = said.split('\n').find((part) => part.includes(`/${file}:`));
  const number = line && /:(\d+)(:\d+)?\)?$/.exec(line)?.[1];
  return number ? `${file}:${number}` : file;
}
