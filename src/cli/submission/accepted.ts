import type { Settings } from '../../core/settings.ts';
import type { SubmissionView } from '../../core/wire/submission.ts';
import type { Api } from '../client/api.ts';
import { STATUS, type Status } from '../status.ts';
import { print, warn } from '../terminal.ts';
import { outlook } from './outlook.ts';
import { waitAndShow } from './wait.ts';
import { SUBMISSION } from './words.ts';

/** After handing in: says that it was accepted, and with `wait` follows it to its report. */
export async function acceptedOrWait(
  view: SubmissionView,
  { client, settings, json, wait }: { client: Api; settings: Settings; json: boolean; wait: boolean },
): Promise<Status> {
  const { accepted, follow, states } = SUBMISSION[client.lang];
  if (wait) {
    warn(`dockgrade: ${accepted(view.id)}`);
    return waitAndShow(view, { client, settings, json });
  }
  if (json) await print(`${JSON.stringify(view, null, 2)}\n`);
  else {
    const lines = [accepted(view.id), outlook(view, client.lang) || states[view.state]];
    await print(`${lines.join('\n  ')}\n  ${follow} dockgrade status ${view.id} --watch\n`);
  }
  return STATUS.good;
}
