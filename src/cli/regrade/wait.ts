import { setTimeout as delay } from 'node:timers/promises';
import type { Settings } from '../../core/settings.ts';
import type { RegradeView } from '../../core/wire/grades.ts';
import type { Api } from '../client/api.ts';
import { startProgress } from '../progress/index.ts';
import { colorOn } from '../terminal.ts';
import { unlessInterrupted } from '../unless-interrupted.ts';
import { REGRADE } from './words.ts';

/** Milliseconds between two looks. */
const LOOK = 2000;

/** Waits until nothing of a regrade runs any more, with progress on standard error. Ctrl-C ends the waiting alone. */
export async function waitForRegrade(first: RegradeView, client: Api, settings: Settings): Promise<RegradeView> {
  const { lang } = client;
  const { goesOn, look, noun, ended } = REGRADE[lang];
  const remedy = `${look} dockgrade regrade ${first.assignment} --show ${first.id}`;
  const progress = startProgress(lang, colorOn(process.stderr, settings), noun);
  return unlessInterrupted({ goesOn, remedy }, async (signal) => {
    let view = first;
    let said = '';
    while (view.state === 'running') {
      const line = ended(view.progress);
      if (line !== said) progress.say(line);
      said = line;
      await delay(LOOK, undefined, { signal });
      view = await client.regrade(view.assignment, view.id, signal);
    }
    return view;
  }).finally(progress.end);
}
