import { QueueEvents, type QueueEventsListener, QueueEventsProducer } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '../core/log.ts';
import { PREFIX, QUEUE } from './keys.ts';
import type { Change, Queue } from './queue.ts';
import { connectionOptions } from './redis.ts';
import { TIMING } from './timing.ts';
import { within } from './within.ts';

interface Changes extends Pick<Queue, 'onChange' | 'onReconnect' | 'announce'> {
  close(): Promise<void>;
}

/** BullMQ's events as changes, and our own announcements in the same stream, so that everybody hears both in one order. */
export function watchChanges(url: string, { redis, log }: { redis: Redis; log: Log }): Changes {
  const listeners = new Set<(change: Change) => void>();
  const reconnected = new Set<() => void>();
  const producer = new QueueEventsProducer(QUEUE, { connection: redis, ...SETTINGS });
  producer.on('error', (error) => log.debug({ error }, 'BullMQ'));
  let events: QueueEvents | null = null;
  let closed = false;

  const tell = (id: string, kind: Change['kind']) => {
    for (const listener of listeners) listener({ id, kind });
  };
  const listen = async () => {
    // From now on by Redis's own clock: without a place to begin, everything that happens between two of its questions is lost.
    const [seconds, microseconds] = await redis.time();
    if (closed || events) return;
    events = new QueueEvents(QUEUE, {
      connection: { ...connectionOptions(url), socketTimeout: TIMING.silence },
      lastEventId: `${Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000) - 1}`,
      ...SETTINGS,
    });
    events.on('error', (error) => log.debug({ error }, 'BullMQ'));
    follow(events, tell);
  };
  redis.on('ready', () => {
    listen()
      .catch((error: unknown) => log.debug({ error }, 'Redis went away again'))
      .finally(() => {
        for (const listener of reconnected) listener();
      });
  });

  return {
    announce: (id) => producer.publishEvent({ eventName: 'announced', jobId: id }),
    onChange: (listener) => added(listeners, listener),
    onReconnect: (listener) => added(reconnected, listener),
    async close() {
      closed = true;
      // While Redis is away BullMQ waits for an end that does not come; nothing of it is alive by then.
      if (events) await within(events.close(), FAREWELL);
    },
  };
}

const FAREWELL = 1_000;

const SETTINGS = { prefix: PREFIX, skipVersionCheck: true, skipWaitingForReady: true };

interface Announcing extends QueueEventsListener {
  announced: (event: { jobId: string }) => void;
}

function follow(events: QueueEvents, tell: (id: string, kind: Change['kind']) => void): void {
  events.on('active', ({ jobId }) => tell(jobId, 'started'));
  events.on('progress', ({ jobId }) => tell(jobId, 'progress'));
  events.on('waiting', ({ jobId, prev }) => {
    if (prev === 'active') tell(jobId, 'put-back');
  });
  events.on('delayed', ({ jobId }) => tell(jobId, 'put-back'));
  events.on('stalled', ({ jobId }) => tell(jobId, 'put-back'));
  events.on('completed', ({ jobId }) => tell(jobId, 'ended'));
  events.on('failed', ({ jobId }) => tell(jobId, 'ended'));
  events.on<Announcing, 'announced'>('announced', ({ jobId }) => tell(jobId, 'announced'));
}

function added<T>(all: Set<T>, one: T): () => void {
  all.add(one);
  return () => {
    all.delete(one);
  };
}
