import { setTimeout as delay } from 'node:timers/promises';
import { DockgradeError } from '../../core/errors.ts';
import type { RunEvent } from '../../core/run.ts';
import { hasEnded } from '../../core/submission.ts';
import { same } from '../../core/text.ts';
import type { LiveEventWire } from '../../core/wire/event.ts';
import type { SubmissionView } from '../../core/wire/submission.ts';
import type { Api } from '../client/api.ts';
import { isAway } from '../client/ask.ts';
import { events } from '../client/events.ts';
import type { Progress } from '../progress/index.ts';
import { outlook } from './outlook.ts';
import { SUBMISSION } from './words.ts';

/** Milliseconds. */
export interface Patience {
  /** How long the service may be away. */
  giveUp: number;
  /** Before it is asked again. */
  pause: number;
  /** How often the place in the queue is looked up. */
  look: number;
}

const PATIENCE: Patience = { giveUp: 60_000, pause: 1000, look: 3000 };

/**
 * Shows how a submission goes on until it has ended, and answers with it. A lost connection is told and taken up again where it broke, so that everything is
 * shown once. Throws `service-unreachable` when the service stays away.
 */
export async function follow(
  client: Api,
  first: SubmissionView,
  progress: Progress,
  signal: AbortSignal,
  patience: Patience = PATIENCE,
): Promise<SubmissionView> {
  const { id } = first;
  const words = SUBMISSION[client.lang];
  const stopLooking = new AbortController();
  const looking = AbortSignal.any([signal, stopLooking.signal]);
  const queue = queueLine(client, first, progress, patience.look, looking);
  let seq = 0;
  let away: number | null = null;
  try {
    for (;;) {
      try {
        for await (const got of events(client.connection, { id, seq, lang: client.lang }, signal)) {
          if (away !== null) progress.note(words.back);
          away = null;
          if (got === 'connected') continue;
          if (got.event.type === 'end') return await ended(client, id, signal);
          if (got.seq !== null && got.seq <= seq) continue;
          seq = got.seq ?? seq;
          show(got.event, { progress, words, queue });
        }
        // Closed before the end: the service stops, or starts anew.
      } catch (error) {
        if (!isAway(error)) throw error;
      }
      if (away === null) progress.note(words.lost);
      away ??= performance.now();
      if (performance.now() - away > patience.giveUp) throw gone(id, client.connection.url, patience.giveUp);
      await delay(patience.pause, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  } finally {
    stopLooking.abort();
    await queue.closed;
  }
}

/** The whole submission, after its last event. */
async function ended(client: Api, id: string, signal: AbortSignal): Promise<SubmissionView> {
  const view = await client.submission(id, signal);
  if (hasEnded(view)) return view;
  throw new DockgradeError(
    'service-unreachable',
    `the service tells no more of the submission ${id}, which has not ended`,
    {
      remedy: `Look again: dockgrade status ${id} --watch`,
    },
  );
}

interface Shown {
  progress: Progress;
  words: (typeof SUBMISSION)['en'];
  queue: { waiting: boolean };
}

function show(event: LiveEventWire, { progress, words, queue }: Shown): void {
  if (event.type === 'end') return;
  if (event.type !== 'state') {
    progress.onEvent(runEvent(event));
    return;
  }
  queue.waiting = event.state === 'waiting';
  if (event.state === 'running' && event.try > 1) progress.note(words.again(event.try));
}

function runEvent(event: Exclude<LiveEventWire, { type: 'state' | 'end' }>): RunEvent {
  return 'detail' in event ? { ...event, detail: same(event.detail) } : event;
}

/** Tells the place in the queue while it waits. What the service does not answer now, it is asked for again: the stream tells when it is away. */
function queueLine(client: Api, first: SubmissionView, progress: Progress, look: number, signal: AbortSignal) {
  const line = { waiting: first.state === 'waiting', closed: Promise.resolve() };
  let place: number | null = null;
  const tell = (view: SubmissionView) => {
    const text = view.state === 'waiting' && line.waiting ? outlook(view, client.lang) : '';
    if (text !== '' && (progress.replaces || view.place !== place)) progress.say(text);
    place = view.place;
  };
  const run = async () => {
    tell(first);
    while (!signal.aborted) {
      await delay(look, undefined, { signal }).catch(() => undefined);
      if (!line.waiting || signal.aborted) continue;
      const view = await client.submission(first.id, signal).catch(() => null);
      if (view && !signal.aborted) tell(view);
    }
  };
  line.closed = run();
  return line;
}

function gone(id: string, url: string, giveUp: number): DockgradeError {
  const seconds = Math.round(giveUp / 1000);
  return new DockgradeError('service-unreachable', `the service at ${url} has not answered for ${seconds} s`, {
    remedy: `What was handed in is safe. Follow it when the service is back: dockgrade status ${id} --watch`,
  });
}
