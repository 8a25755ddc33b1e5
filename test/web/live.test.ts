import { expect, test } from 'vitest';
import type { LiveEventWire } from '../../src/core/wire/event.ts';
import type { Outlook } from '../../src/core/wire/submission.ts';
import { type Live, livePart, statusText } from '../../src/web/parts/live/index.ts';
import { after, NOTHING_YET } from '../../src/web/parts/live/progress.ts';
import { placeText } from '../../src/web/parts/live/words.ts';

const AT = '2026-11-21T12:00:00.000Z';
const state = (name: 'waiting' | 'running', tries: number): LiveEventWire => {
  return { type: 'state', state: name, at: AT, try: tries };
};
const started = (stage: 'fetch' | 'build'): LiveEventWire => ({ type: 'stage-started', stage, at: AT });
const log: LiveEventWire = { type: 'stage-log', stage: 'build', lines: ['#7 npm ci'] };
const ended = (stage: 'fetch' | 'build' | 'teardown', outcome: 'ran' | 'skipped' | 'failed'): LiveEventWire => {
  return { type: 'stage-ended', stage, outcome, seconds: 75, detail: `what ${stage} found` };
};

function live(events: readonly LiveEventWire[], outlook: Partial<Outlook> = {}, seconds = 0): Live {
  const known: Outlook = { place: null, estimate: null, workers: 'there', ...outlook };
  const now = Date.parse(AT) + seconds * 1000;
  return { view: { id: 'a'.repeat(26) }, progress: events.reduce(after, NOTHING_YET), outlook: known, now };
}

const shown = (...given: Parameters<typeof live>) => livePart(live(...given), 'en').text.replace(/<[^>]+>/g, ' ');

test('one that waits tells its place, and when it starts and ends', () => {
  const text = shown([state('waiting', 0)], { place: 3, estimate: { startSeconds: 125, endSeconds: 193 } });
  expect(text).toContain('3rd in line.');
  expect(text).toContain('Starts in about 2 min, the report comes in about 3 min.');
  const places = [1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111].map((place) => placeText(place, 'en').split(' ')[0]);
  expect(places).toEqual('Next 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th'.split(' '));
});

test('each step has what it found and how long it took, the one that runs its time and what it prints', () => {
  const events = [state('running', 1), started('fetch'), ended('fetch', 'ran'), started('build'), log];
  const text = shown(events, {}, 64);
  expect(text).toMatch(/Fetch the repository\s+\(done\)\s+1 min 15 s\s+what fetch found/);
  expect(text).toMatch(/Build the images\s+\(running\)\s+1 min 04 s/);
  expect(text).toMatch(/Clean up\s+\(not begun\)/);
  expect(text).toContain('#7 npm ci');
  expect(shown([...events, ended('build', 'failed')])).toMatch(/Build the images\s+\(failed\)/);
  expect(shown([...events, ended('build', 'failed')])).not.toContain('npm ci');
});

test('one that is tried again says so while it waits and while it runs, and begins with no step done', () => {
  const first = [state('running', 1), started('fetch'), ended('fetch', 'ran'), started('build'), log];
  expect(shown([...first, state('waiting', 1)])).toContain('it is tried again. That costs no attempt.');
  const second = shown([...first, state('waiting', 1), state('running', 2)]);
  expect(second).toContain('Try 2: a worker began again.');
  expect(second).not.toContain('what fetch found');
  expect(second).not.toContain('npm ci');
});

test('what is read out changes with the step alone, not with its time or what it prints', () => {
  const events = [state('running', 1), started('fetch'), ended('fetch', 'ran'), started('build')];
  const sentences = [
    live(events),
    live([...events, log], { estimate: { startSeconds: 0, endSeconds: 9 } }, 30),
    live([...events, { type: 'stage-detail', stage: 'build', detail: 'web' }], {}, 60),
  ].map((one) => statusText(one, 'es'));
  expect(new Set(sentences)).toEqual(new Set(['Paso 4 de 9: Construir las imágenes.']));
  expect(statusText(live([...events, ended('build', 'ran'), ended('teardown', 'ran')]), 'en')).toMatch(
    /report is being/,
  );
});

test('without workers, and without the queue, nothing is lost', () => {
  for (const workers of ['none', 'unreachable'] as const) {
    expect(shown([state('waiting', 0)], { workers })).toContain('What was handed in is safe.');
  }
  expect(shown([state('waiting', 0)])).not.toContain('safe');
  expect(shown([state('running', 1)], { workers: 'none' })).not.toContain('safe');
  // Its worker does not wait for the queue.
  expect(shown([state('running', 1)], { workers: 'unreachable' })).toContain('What runs goes on');
});
