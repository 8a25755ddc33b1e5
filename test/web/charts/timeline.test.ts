import { describe, expect, test } from 'vitest';
import type { ReportStage } from '../../../src/core/report/schema.ts';
import { timelineChart } from '../../../src/web/charts/timeline/index.ts';
import { timeline } from '../../../src/web/charts/timeline/rows.ts';
import { goodEvidence } from '../../graders/evidence.ts';
import { reportOf } from '../report/fixtures.ts';

function stage(
  name: ReportStage['stage'],
  from: number | null,
  seconds: number,
  outcome: ReportStage['outcome'] = 'ran',
): ReportStage {
  const startedAt = from === null ? null : new Date(Date.UTC(2026, 10, 20) + from * 1000).toISOString();
  return { stage: name, outcome, startedAt, seconds, detail: '' };
}

describe('the time line', () => {
  test('begins with the first stage and ends with the last', () => {
    const stages = [
      stage('fetch', 5, 2),
      stage('build', 8, 30),
      stage('probe', null, 0, 'skipped'),
      stage('teardown', 40, 1),
    ];
    const { rows, skipped, total } = timeline({ stages, evidence: {} }, 'en');
    expect(rows.map((row) => [row.stage, row.from, row.seconds])).toEqual([
      ['fetch', 0, 2],
      ['build', 3, 30],
      ['teardown', 35, 1],
    ]);
    expect([skipped.map((one) => one.stage), total]).toEqual([['probe'], 36]);
  });

  test('a stage whose beginning is not told follows the one before it', () => {
    const stages = [stage('fetch', 0, 2), stage('build', null, 3), stage('teardown', 9, 1)];
    expect(timeline({ stages, evidence: {} }, 'en').rows.map(({ from }) => from)).toEqual([0, 2, 9]);
    expect(timeline({ stages: [stage('fetch', null, 2)], evidence: {} }, 'en')).toMatchObject({ total: 2 });
  });

  test('has the parts of a stage that were measured, the longest first', () => {
    const evidence = goodEvidence();
    evidence.drills.took = [
      { drill: 'stop', seconds: 1 },
      { drill: 'crash', seconds: 3 },
    ];
    const { rows } = timeline({ stages: [stage('build', 0, 9), stage('drills', 9, 4)], evidence }, 'es');
    expect(rows.map(({ parts }) => parts)).toEqual([
      [{ name: 'web', seconds: 9 }],
      [
        { name: 'caída', seconds: 3 },
        { name: 'detener', seconds: 1 },
      ],
    ]);
  });
});

describe('its chart', () => {
  test('tells what failed by pattern and word, what was skipped in words, and everything as a table', () => {
    const stages = [stage('fetch', 0, 1), stage('build', 1, 62, 'failed'), stage('start', null, 0, 'skipped')];
    const { text } = timelineChart({ stages, evidence: {} }, 'en');
    expect(text).toContain('>build · 1 min 02 s · failed</text>');
    expect(text).toMatch(/<rect class="stage"[^>]* fill="url\(#timeline-failed\)"/);
    expect(text).toContain('<p>Skipped: start.</p>');
    expect(text).toContain('<th scope="row">build</th>\n<td>failed</td><td>1 s</td><td>1 min 02 s</td>');
    expect(text).toContain('<th scope="row">start</th><td>skipped</td>');
  });

  test('stays within its width', () => {
    const { text } = timelineChart(reportOf(), 'en');
    const bars = [...text.matchAll(/x="([\d.]+)%" y="\d+" width="([\d.]+)%"/g)];
    expect(bars.length).toBeGreaterThan(9);
    for (const [bar, x, width] of bars) expect(Number(x) + Number(width), bar).toBeLessThanOrEqual(100.5);
  });

  test('is not there where no stage ran', () => {
    expect(timelineChart({ stages: [stage('fetch', null, 0, 'skipped')], evidence: {} }, 'en').text).toBe('');
  });
});
