import { cleanTexts } from '../../core/report/clean.ts';
import { STAGE_TITLES } from '../../core/stages.ts';
import type { Lang } from '../../core/text.ts';
import { warn } from '../terminal.ts';
import type { Progress } from './progress.ts';
import { PROGRESS, secondsText } from './words.ts';

/** Progress for logs and pipes: a line when a stage starts, a line when it ends. */
export function plainProgress(lang: Lang): Progress {
  const line = (text: string) => warn(`dockgrade: ${cleanTexts(text).replaceAll('\n', ' ')}`);
  return {
    replaces: false,
    say: line,
    note: warn,
    onEvent(event) {
      if (event.type === 'stage-started') line(`${STAGE_TITLES[event.stage][lang]} …`);
      if (event.type !== 'stage-ended') return;
      const ended = PROGRESS[lang].ended[event.outcome](secondsText(event.seconds, lang));
      line(`${STAGE_TITLES[event.stage][lang]} ${ended}: ${event.detail[lang]}`);
    },
    end: () => undefined,
  };
}
