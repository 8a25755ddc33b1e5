import { cleanTexts } from '../../core/report/clean.ts';
import { warn } from '../terminal.ts';
import type { Progress } from './progress.ts';

/** Progress for logs and pipes: a line when a stage starts, a line when it ends. */
export function plainProgress(): Progress {
  const line = (text: string) => warn(`dockgrade: ${cleanTexts(text).replaceAll('\n', ' ')}`);
  return {
    say: line,
    note: warn,
    onEvent(event) {
      if (event.type === 'stage-started') line(`${event.stage} …`);
      if (event.type !== 'stage-ended') return;
      const detail = event.detail === '' ? '' : `: ${event.detail}`;
      const took =
        event.outcome === 'skipped'
          ? 'skipped'
          : `${event.outcome === 'failed' ? 'failed' : 'done'} in ${event.seconds.toFixed(1)} s`;
      line(`${event.stage} ${took}${detail}`);
    },
    end: () => undefined,
  };
}
