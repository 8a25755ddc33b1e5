import { createLogUpdate } from 'log-update';
import { createColors } from 'picocolors';
import { cleanTexts } from '../../core/report/clean.ts';
import { STAGE_TITLES } from '../../core/stages.ts';
import type { Lang } from '../../core/text.ts';
import { cut } from '../formats/text/layout.ts';
import { widthOf } from '../terminal.ts';
import type { Progress } from './progress.ts';
import { secondsText } from './words.ts';

const FRAMES = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];
const SIGNS = { ran: '✔', skipped: '–', failed: '✘' } as const;
const NAME = 13;

/**
 * Progress for a terminal: one line a stage; the one that runs has a spinner, its time and its latest word.
 * @param before what the line before the first stage is called
 */
export function liveProgress(stream: NodeJS.WriteStream, lang: Lang, color: boolean, before: string): Progress {
  const paint = createColors(color);
  const colors = { ran: paint.green, skipped: paint.dim, failed: paint.red };
  const update = createLogUpdate(stream);
  let current = { name: '', detail: '', since: performance.now() };
  let frame = 0;

  const line = (sign: string, name: string, time: string, detail: string) => {
    const word = cut(cleanTexts(detail).replaceAll('\n', ' '), Math.max(10, widthOf(stream) - NAME - 15));
    return `  ${sign} ${name.padEnd(NAME)}${time.padStart(8)}  ${paint.dim(word)}`;
  };
  const draw = () => {
    if (current.name === '') return;
    frame = (frame + 1) % FRAMES.length;
    const time = `${((performance.now() - current.since) / 1000).toFixed(0)} s  `;
    update(line(paint.cyan(FRAMES[frame] ?? ''), current.name, time, current.detail));
  };
  const begin = (name: string, detail = '') => {
    current = { name, detail, since: performance.now() };
    draw();
  };
  const timer = setInterval(draw, 120);
  timer.unref();

  return {
    replaces: true,
    say(text) {
      if (current.name === '') begin(before, text);
      else current.detail = text;
    },
    note(text) {
      update.clear();
      update.persist(text);
      draw();
    },
    onEvent(event) {
      if (event.type === 'stage-started') begin(STAGE_TITLES[event.stage][lang]);
      if (event.type === 'stage-detail') current.detail = event.detail[lang];
      if (event.type !== 'stage-ended') return;
      current.name = '';
      update.clear();
      const time = event.outcome === 'skipped' ? '' : secondsText(event.seconds, lang);
      const sign = colors[event.outcome](SIGNS[event.outcome]);
      update.persist(line(sign, STAGE_TITLES[event.stage][lang], time, event.detail[lang]));
    },
    end() {
      clearInterval(timer);
      current.name = '';
      update.clear();
      update.done();
    },
  };
}
