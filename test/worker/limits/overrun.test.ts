import { expect, test } from 'vitest';
import type { Evidence } from '../../../src/core/evidence/index.ts';
import { startEvidenceSchema } from '../../../src/core/evidence/start.ts';
import { recordOverrun, StackOverrun, written } from '../../../worker/limits/overrun.ts';
import type { Place } from '../../../worker/limits/places.ts';
import { goodEvidence } from '../../graders/evidence.ts';

const places: Place[] = [
  { kind: 'container', name: 'web', path: '/layer' },
  { kind: 'volume', name: 'data', path: '/volume' },
];
const most = { bytes: 1000, files: 100 };

test('all places count together, and the largest is told first', () => {
  const usage = new Map([
    ['/layer', { bytes: 400, files: null }],
    ['/volume', { bytes: 601, files: null }],
  ]);
  expect(written(places, usage, 0, most)).toMatchObject({
    bytes: 1001,
    limit: { of: 'bytes', most: 1000 },
    places: [{ name: 'data' }, { name: 'web' }],
  });
  expect(written(places, usage, 0, { ...most, bytes: 1001 }).limit).toBeNull();
  expect(written(places, usage, 5000, most).places[0]).toMatchObject({ kind: 'open', bytes: 5000 });
});

test('many files are too much by themselves, and so is what cannot be counted', () => {
  const usage = new Map([['/layer', { bytes: 10, files: 101 }]]);
  expect(written(places, usage, 0, most)).toMatchObject({ files: 101, limit: { of: 'files', most: 100 } });
  expect(written(places, null, 0, most)).toMatchObject({ files: null, limit: { of: 'files' } });
});

test('it is written into the start that was over, or stands for the one that was stopped', () => {
  const { facts } = new StackOverrun({ bytes: 2000, files: null, places: [], limit: { of: 'bytes', most: 1000 } });
  const good = goodEvidence();
  const services = good.start.attempts[0]?.services;
  recordOverrun(good, 'drills', facts, 3);
  expect(good.start.overrun).toMatchObject({ stage: 'drills', bytes: 2000 });
  expect(good.start.attempts[0]?.services).toBe(services);
  const none: Evidence = {};
  recordOverrun(none, 'start', facts, 3);
  expect(startEvidenceSchema.parse(none.start)).toMatchObject({
    overrun: { stage: 'start' },
    attempts: [{ seconds: 3 }],
  });
});
