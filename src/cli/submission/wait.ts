import type { Settings } from '../../core/settings.ts';
import { hasEnded } from '../../core/submission.ts';
import type { SubmissionView } from '../../core/wire/submission.ts';
import type { Api } from '../client/api.ts';
import { startProgress } from '../progress/index.ts';
import type { Status } from '../status.ts';
import { colorOn } from '../terminal.ts';
import { unlessInterrupted } from '../unless-interrupted.ts';
import { follow } from './follow.ts';
import { showSubmission } from './show.ts';
import { SUBMISSION } from './words.ts';

/** Waits for the end of a submission, with progress on standard error, and prints what came of it. */
export async function waitAndShow(
  view: SubmissionView,
  { client, settings, json }: { client: Api; settings: Settings; json: boolean },
): Promise<Status> {
  const { lang } = client;
  const ended = hasEnded(view) ? view : await followed(view, client, settings);
  return showSubmission(ended, { json, lang, settings });
}

async function followed(view: SubmissionView, client: Api, settings: Settings): Promise<SubmissionView> {
  const { lang } = client;
  const progress = startProgress(lang, colorOn(process.stderr, settings), SUBMISSION[lang].queue);
  const { goesOn, follow: way } = SUBMISSION[lang];
  const interrupted = { goesOn, remedy: `${way} dockgrade status ${view.id} --watch` };
  return unlessInterrupted(interrupted, (signal) => follow(client, view, progress, signal)).finally(progress.end);
}
