import { STATUS } from '../status.ts';
import { warn } from '../terminal.ts';

/** From now on, and until the returned function is called: a grader that ends the process does not make it look as if all had been done. */
export function noSilentEnd(file: string): () => void {
  const ended = (code: number) => {
    if (code !== STATUS.good) return;
    warn(
      `dockgrade: the grader ${file} ended the process (process.exit), which no grader may\n  error code: grader-invalid`,
    );
    process.exitCode = STATUS.usage;
  };
  process.on('exit', ended);
  return () => process.off('exit', ended);
}
