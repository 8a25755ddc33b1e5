import { describe, expect, test } from 'vitest';
import { dueText, fromNow, lateText } from '../../../src/web/parts/due.ts';

const NOW = '2026-11-21T12:00:00.000Z';

describe('how far away a moment is', () => {
  test.each([
    ['2026-11-24T13:00:00Z', 'in 3 days', 'dentro de 3 días'],
    ['2026-11-22T11:00:00Z', 'in 23 hours', 'dentro de 23 horas'],
    ['2026-11-21T12:05:30Z', 'in 5 minutes', 'dentro de 5 minutos'],
    ['2026-11-21T12:00:20Z', 'in 0 minutes', 'dentro de 0 minutos'],
    ['2026-11-19T12:00:00Z', '2 days ago', 'hace 2 días'],
  ])('%s', (at, en, es) => {
    expect([fromNow(at, NOW, 'en'), fromNow(at, NOW, 'es')]).toEqual([en, es]);
  });
});

describe('a deadline', () => {
  const due = '2026-11-24T13:00:00Z';

  test('is told as it lies ahead, behind, or nowhere', () => {
    expect(dueText({ due }, NOW, 'en').text).toContain('<strong>Due in 3 days</strong>');
    expect(dueText({ due }, '2026-11-25T13:00:00Z', 'es').text).toContain('<strong>Venció hace 1 día</strong>');
    expect(dueText({ due: null }, NOW, 'en').text).toBe('No deadline');
  });

  test.each([
    [null, 'Nothing is taken after that.'],
    [{ pointsPerDay: 5, days: 0 }, 'Nothing is taken after that.'],
    [{ pointsPerDay: 1, days: 2 }, 'each day that begins costs 1 point.'],
    [{ pointsPerDay: 2.5, days: 2 }, 'each day that begins costs 2.5 points.'],
    [{ pointsPerDay: 0, days: 2 }, 'it costs no points.'],
  ])('says what being late costs: %o', (late, words) => {
    const { text } = lateText({ due, late }, 'en') || { text: '' };
    expect(text).toContain(words);
    expect(/Nov 26, 2026, 1:00\sPM UTC/.test(text)).toBe(late?.days === 2);
  });
});
