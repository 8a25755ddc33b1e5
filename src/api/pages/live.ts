import { Readable } from 'node:stream';
import { hasEnded } from '../../core/submission.ts';
import type { Lang } from '../../core/text.ts';
import type { Outlook, SubmissionView } from '../../core/wire/submission.ts';
import type { SubmissionService } from '../../service/service.ts';
import type { StoredEvent } from '../../store/contract/events.ts';
import type { Person } from '../../store/contract/people.ts';
import { liveFragment, type SubmissionPage } from '../../web/pages/submission.ts';
import type { Live } from '../../web/parts/live/index.ts';
import { after, type LiveProgress, NOTHING_YET } from '../../web/parts/live/progress.ts';
import { inLang } from '../live.ts';
import { HEARTBEAT, inTime } from '../open-streams.ts';

/** Milliseconds between two messages, and in which the events of a moment are gathered into one. */
const PAUSE = 100;
const GATHER = 15;
/** Milliseconds after which place and estimate are looked up again: the queue moves also when nothing happens to this submission. */
const LOOK = 3000;

/** Who watches what. */
interface Watching {
  submissions: SubmissionService;
  viewer: Person;
  id: string;
  lang: Lang;
  /** Names the next hand-in from this page. */
  key: string;
}

/** Everything that a submission's page shows, as it is now. */
export async function submissionNow(watching: Watching): Promise<SubmissionPage> {
  const { submissions, viewer, id, lang, key } = watching;
  const view = await submissions.get(viewer, id, lang);
  if (hasEnded(view)) return { view, live: null, key };
  const events = await submissions.events(viewer, id);
  return { view, live: liveNow(watching, progressOf(events, lang), await outlookOf(watching)), key };
}

/**
 * The part of a submission's page that changes, as server-sent events for htmx: each has all of it, so that whoever comes back is right at once, and needs no ids.
 * The last one has the report; after it comes `end`. When `signal` aborts, the stream ends without it, and the browser comes back. Reads on only as fast as the
 * browser does, so that a slow one is told less often.
 */
export function liveStream(watching: Watching, view: SubmissionView, events: Events, signal: AbortSignal): Readable {
  return Readable.from(messages(watching, view, events, signal), { objectMode: false });
}

type Events = AsyncIterable<StoredEvent>;

async function* messages(
  watching: Watching,
  view: SubmissionView,
  events: Events,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { lang, key } = watching;
  const iterator = events[Symbol.asyncIterator]();
  let progress = NOTHING_YET;
  let looked = { outlook: await outlookOf(watching), at: performance.now(), state: progress.state };
  let shown = { text: '', at: Number.NEGATIVE_INFINITY };
  let due = performance.now() + GATHER;
  try {
    let next = iterator.next();
    for (;;) {
      const got = await inTime(next, Math.max(0, due - performance.now()));
      if (signal.aborted) return;
      if (got === 'late') {
        const isOld = performance.now() - looked.at > LOOK - PAUSE || looked.state !== progress.state;
        if (isOld) looked = { outlook: await outlookOf(watching), at: performance.now(), state: progress.state };
        const live = liveNow(watching, progress, looked.outlook);
        const text = message(liveFragment({ view, live, key }, lang).text);
        due = performance.now() + LOOK;
        if (text === shown.text && performance.now() - shown.at < HEARTBEAT) continue;
        shown = { text, at: performance.now() };
        yield text;
        continue;
      }
      if (got.done) break;
      progress = after(progress, inLang(got.value.event, lang));
      due = Math.min(due, Math.max(performance.now() + GATHER, shown.at + PAUSE));
      next = iterator.next();
    }
    yield `${message(liveFragment(await submissionNow(watching), lang).text)}event: end\ndata:\n\n`;
  } finally {
    await iterator.return?.();
  }
}

function outlookOf({ submissions, viewer, id }: Watching): Promise<Outlook> {
  return submissions.outlook(viewer, id);
}

function liveNow({ id }: Watching, progress: LiveProgress, outlook: Outlook): Live {
  return { view: { id }, progress, outlook, now: Date.now() };
}

function progressOf(events: readonly StoredEvent[], lang: Lang): LiveProgress {
  return events.reduce((progress, { event }) => after(progress, inLang(event, lang)), NOTHING_YET);
}

function message(text: string): string {
  return `${text
    .split('\n')
    .map((line) => `data: ${line}\n`)
    .join('')}\n`;
}
