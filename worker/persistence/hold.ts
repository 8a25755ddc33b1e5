import type { ComposeCall } from '../engine/engine.ts';
import { withChange } from '../stack/changed-file.ts';
import { containerOf } from '../stack/database.ts';
import type { RunContext } from '../stages/stage.ts';
import { admittedCall, admittedModel } from '../stages/workpieces.ts';

/**
 * Waits for USR1, a minute at most, and becomes the database then. The child that it slept with is taken leave of first: a server that finds
 * a child that it does not know may think of a crash.
 */
const SCRIPT = `trap go=1 USR1; n=0
until [ "$go" ] || [ $n -ge 60 ]; do n=$((n+1)); sleep 1 & wait $!; done
trap - USR1; kill $! 2>/dev/null; wait $! 2>/dev/null
exec "$@"`;

/** Milliseconds for a shell to do one word. */
const TIMEOUT = 5000;

/**
 * The admitted file, with the one change that the database holds back: its container is there, its name is found, and its port refuses,
 * as at every real start while a database is not ready yet.
 * @returns null when it cannot be held: it does not run, or its image has no shell
 */
export async function holdingBack(context: RunContext, service: string): Promise<ComposeCall | null> {
  const container = await containerOf(context, service);
  if (!container?.State.Running || !(await shell(context, container.Id, ':'))) return null;
  // What runs now: the model's words, or the image's where the model has none. An entrypoint in the model sets the image's command aside.
  const { Entrypoint, Cmd } = container.Config;
  const [entrypoint, command] = [words(Entrypoint), words(Cmd)];
  if (entrypoint.length + command.length === 0) return null;
  if (admittedModel(context).services[service] === undefined) return null;
  return withChange(
    context.folder,
    admittedCall(context),
    'compose-holding.json',
    ({ services: { [service]: held } }) => {
      Object.assign(held ?? {}, {
        entrypoint: ['/bin/sh', '-c', SCRIPT, 'hold', ...entrypoint].map(doubled),
        command: command.map(doubled),
      });
    },
  );
}

/** Lets the database go. An init above the shell hands the signal on. */
export async function letGo(context: RunContext, service: string): Promise<void> {
  const container = await containerOf(context, service);
  if (container?.State.Running) await shell(context, container.Id, 'kill -USR1 1');
}

async function shell(context: RunContext, id: string, script: string): Promise<boolean> {
  const limits = { signal: context.signal, timeout: TIMEOUT };
  return (await context.engine.exec(id, ['/bin/sh', '-c', script], limits)).exitCode === 0;
}

function words(said: string | string[] | null | undefined): string[] {
  return [said ?? []].flat();
}

/** Compose reads `$` as a variable. */
function doubled(word: string): string {
  return word.replaceAll('$', '$$$$');
}
