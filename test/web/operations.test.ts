import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../src/core/errors.ts';
import { LANGS } from '../../src/core/text.ts';
import { HEALTH_PARTS, type OperationsView, type RunningItem } from '../../src/core/wire/operations.ts';
import { errorCodesPage } from '../../src/web/pages/error-codes.ts';
import { operationsPage } from '../../src/web/pages/operations.ts';
import { serviceNotice } from '../../src/web/parts/service-notice.ts';
import { duration } from '../../src/web/parts/time.ts';
import { testFrame } from '../support/frame.ts';

const HOSTILE = '"><script>alert(1)</script>';
const AT = '2026-03-02T08:10:00.000Z';
const SINCE = '2026-03-02T08:00:00.000Z';

const item = {
  assignment: HOSTILE,
  student: { id: 'b'.repeat(26), name: HOSTILE },
  repository: `https://github.com/${HOSTILE}`,
  source: 'hand-in',
  acceptedAt: SINCE,
  state: 'running',
} as const;

function running(id: string, hang: RunningItem['hang']): RunningItem {
  return { ...item, id: id.repeat(26), stage: 'build', since: SINCE, startedAt: SINCE, hang };
}

const worker = {
  id: 'w'.repeat(26),
  host: HOSTILE,
  pid: 7,
  places: 2,
  engine: HOSTILE,
  compose: '2.40.0',
  dockgrade: '1.0.0',
  startedAt: SINCE,
  draining: false,
  trouble: null,
  disk: { free: 3 * 1024 ** 3, total: 10 * 1024 ** 3 },
  swept: { cleaned: 4, left: [HOSTILE] },
  running: [running('c', null), running('d', { why: 'slow', usualSeconds: 20 })],
};

const view: OperationsView = {
  at: AT,
  health: Object.fromEntries(HEALTH_PARTS.map((part) => [part, 'ok'])) as OperationsView['health'],
  overall: 'warn',
  trouble: null,
  queue: {
    waiting: 30,
    running: 4,
    oldestWaitingAt: SINCE,
    emptySeconds: 600,
    next: [{ ...item, id: 'e'.repeat(26) }],
  },
  workers: [
    worker,
    { ...worker, id: 'x'.repeat(26), draining: true, running: [running('f', { why: 'over', limitSeconds: 600 })] },
    { ...worker, id: 'y'.repeat(26), trouble: `The disk is full: ${HOSTILE}`, disk: null, swept: null, running: [] },
  ],
  unclaimed: [running('g', { why: 'unclaimed' })],
  failures: {
    codes: [{ code: 'registry-limited', count: 12, retryable: 9 }],
    page: [
      {
        ...item,
        id: 'h'.repeat(26),
        code: 'registry-limited',
        message: HOSTILE,
        worker: HOSTILE,
        tries: 3,
        at: SINCE,
        again: null,
        retryable: true,
      },
    ],
    next: 'h'.repeat(26),
  },
  lastRound: AT,
  leftovers: { since: SINCE, runs: 1, things: 2 },
  books: { bytes: 5 * 1024 ** 2, accepted: 1234 },
};

describe('the operator’s page', () => {
  test('tells what hangs and why, and which worker takes nothing and why', () => {
    const page = operationsPage(testFrame(), view, { done: {} });
    expect(page).toContain('this usually takes 20 s');
    expect(page).toContain('its time of 10 min 00 s is over');
    expect(page).toContain('no worker shows it');
    expect(page).toContain('is stopping: it ends what it runs');
    expect(page).toContain('The disk is full');
    expect(page).toContain('3 GiB of 10 GiB');
    expect(page).toContain('3 of 4 seem to hang');
    expect(page).toContain('… 29 more');
    expect(page).toContain('Hand in all 9 again');
    expect(page).toContain('2, of one run');
    // Numbers stand behind what they count, so that one is no "1 submissions".
    expect(page).toContain('Submissions accepted so far: 1,234; in the database: ');
    expect(page).toContain('runs of dead processes that it cleaned up: 4');
    expect(page.match(/class="hangs"/g)).toHaveLength(3);
  });

  test('escapes everything that a student or a machine may choose', () => {
    for (const lang of LANGS) {
      const page = operationsPage(testFrame(lang), view, { after: HOSTILE, done: { retried: 3, left: 2 } });
      expect(page).not.toContain('<script>alert');
      expect(page.match(/&lt;script&gt;alert/g)?.length).toBeGreaterThan(20);
    }
  });

  test('is in the other language as a whole', () => {
    const page = operationsPage(testFrame('es'), view, { done: { retried: 3, left: 2 } });
    for (const word of [
      'Quién sigue',
      'esto suele tardar 20 s',
      'Entregar otra vez las 9',
      'Quedan 2',
      'libres en disco',
    ])
      expect(page).toContain(word);
    expect(page).not.toMatch(/Hand in|Cancel<|Workers|waiting/);
  });

  test('has no control without a name, and no id twice', () => {
    const page = operationsPage(testFrame(), view, { done: {} });
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(10);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the other pages of trouble', () => {
  test('every code has its place, in both languages', () => {
    for (const lang of LANGS) {
      const page = errorCodesPage(testFrame(lang), {});
      for (const code of Object.keys(ERROR_CODES)) expect(page).toContain(`<div id="${code}">`);
    }
  });

  test('the notice says that what was handed in is safe, and is empty when that is over', () => {
    for (const trouble of ['queue-away', 'no-workers'] as const) {
      expect(serviceNotice(trouble, 'en').text).toContain('What was handed in is safe');
      expect(serviceNotice(trouble, 'es').text).toContain('Lo que se entregó está a salvo');
    }
    expect(serviceNotice(null, 'en').text).toBe('<div id="service"></div>');
  });
});

test.each([
  [0.4, '0.4 s'],
  [59.4, '59 s'],
  [3599, '59 min 59 s'],
  [3600, '1 h 00 min'],
  [47 * 3600 + 300, '47 h 05 min'],
  [76 * 3600, '3 d 4 h'],
])('%d seconds are %s', (seconds, words) => {
  expect(duration(seconds, 'en')).toBe(words);
});
