import { cleanText } from '../../src/core/report/clean.ts';
import { LIVE_LOG } from '../../src/core/run.ts';
import type { RunContext } from '../stages/stage.ts';

/** Milliseconds between two looks at what was printed: a program may print without end. */
const PAUSE = 1000;
/** Characters. Where a longer line was cut off, half of a secret may stand. */
const MAX_LINE = 4000;
/** What BuildKit says of a step that prints too much. It cuts the line before it, wherever that is. */
const CLIPPED = /\[output clipped, log limit /;

interface LiveLog extends Disposable {
  /** To be called with each line as it comes. */
  take(line: string): void;
}

/** Shows the last lines of a program while it runs, at most once a second, as evidence shows them: cleaned and without secrets. */
export function liveLog({ mask, showLog }: Pick<RunContext, 'mask' | 'showLog'>, pause: number = PAUSE): LiveLog {
  const last: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer = undefined;
    showLog(shown(last, mask));
  };
  return {
    take(line) {
      if (line.trim() === '') return;
      if (CLIPPED.test(line)) last.pop();
      last.push(line.length < MAX_LINE ? line : `… (${line.length}+ characters)`);
      if (last.length > LIVE_LOG.lines) last.shift();
      timer ??= setTimeout(tell, pause);
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}

/** Cleaned before it is masked: signs that nobody sees would part a secret. A bar of progress is many lines, of which the newest are shown. */
function shown(lines: readonly string[], mask: (text: string) => string): string[] {
  const readable = mask(cleanText(lines.join('\n'))).split('\n');
  return readable
    .filter((line) => line.trim() !== '')
    .slice(-LIVE_LOG.lines)
    .map(cut);
}

function cut(line: string): string {
  return line.length <= LIVE_LOG.characters ? line : `${line.slice(0, LIVE_LOG.characters - 1).toWellFormed()}…`;
}
