import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeReport } from '../../../src/core/report/make.ts';
import type { Report } from '../../../src/core/report/schema.ts';
import { LANGS } from '../../../src/core/text.ts';
import { reportView } from '../../../src/web/report/index.ts';
import { refusedRun } from '../../cli/fixtures/run.ts';
import { goodEvidence } from '../../graders/evidence.ts';
import { COMMIT, crashingEvidence, REPOSITORY, reportOf, viewOf } from './fixtures.ts';

const shown = (report: Report) => reportView(viewOf(report), report.lang).text;

describe('a report on a page', () => {
  test.for(LANGS)('in %s has every line once, with its points', (lang) => {
    const report = reportOf(crashingEvidence(), lang);
    const out = shown(report);
    const withPoints = report.results.filter(({ points }) => points.possible > 0);
    for (const { grader } of withPoints)
      expect(out.match(new RegExp(`id="line-${grader}"`, 'g')), grader).toHaveLength(1);
    const ids = [...out.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBe(new Set(ids).size);
  });

  test('opens what lost points, with place, comparison and cause, and folds what passed', () => {
    const out = shown(reportOf(crashingEvidence()));
    const line = /<article class="line fail" id="line-stack-starts">.*?<\/article>/s.exec(out)?.[0] ?? '';
    expect(line).toContain(
      `<a class="place" href="${REPOSITORY}/blob/${COMMIT}/docker-compose.yml#L2" rel="noreferrer">`,
    );
    expect(line).toContain('<dt>expected</dt>');
    expect(line).toContain('Why: The database is looked for on localhost');
    expect(line).toContain('<pre class="log"');
    expect(out).toMatch(/<details class="folded"><summary>\d+ passed<\/summary>/);
    expect(out).not.toMatch(/<article class="line pass"/);
  });

  test('tells a remedy once, where several lines need it, and links it from the others', () => {
    const report = reportOf();
    const [first, second] = report.results.filter(({ points }) => points.possible > 0);
    if (!first || !second) throw new Error('a report has lines');
    for (const line of [first, second]) {
      line.verdict = 'fail';
      line.points = { ...line.points, earned: 0 };
      line.remedy = 'Mount a named volume:\n\nvolumes:';
    }
    const out = shown(report);
    expect(out.match(/<pre>volumes:<\/pre>/g)).toHaveLength(1);
    expect(out).toContain(`the same as for <a href="#line-${first.grader}">${first.title}</a>`);
    expect(out).toMatch(/All lost points \(\d+\) hang on it\. It mends 2 lines at once\./);
  });

  test('says first what most points hang on', () => {
    const out = shown(reportOf(crashingEvidence()));
    expect(out).toMatch(/<h2>Mend this first<\/h2>\s*<p><a href="#line-stack-starts">/);
    expect(out).toMatch(/other lines could not be looked at because of it/);
  });

  test('praises only what is as it should be', () => {
    expect(shown(reportOf())).not.toContain('Mend this first');
    expect(shown(reportOf(crashingEvidence()))).not.toContain('Everything is as it should be');
  });

  test('that was refused says why, where, and that all lines wait for it', () => {
    const report = makeReport(refusedRun(), 'en');
    const out = shown(report);
    expect(out).toContain('/docker-compose.yml#L7"');
    expect(out).toContain('<code>privileged: true</code>');
    expect(out).toContain(`All ${report.results.length} lines wait for it`);
  });

  test('that failed because of us has no score', () => {
    const out = shown({ ...reportOf(), outcome: 'error' });
    expect(out).toContain('a fault of ours');
    expect(out).not.toContain('class="score"');
  });

  test('tells what could not be removed', () => {
    const report = reportOf();
    expect(shown(report)).not.toContain('Could not be removed');
    expect(shown({ ...report, leftovers: { ...report.leftovers, volumes: 2 } })).toContain('2 volumes');
  });

  test('is nothing before there is one', () => {
    expect(reportView({ ...viewOf(reportOf()), report: null }, 'en').text).toBe('');
  });
});

describe('whatever a student wrote', () => {
  const EVIL = `</title></pre></svg><script>alert(1)</script>"'><img src=x onerror=y> javascript:alert(1) \`x\``;

  test.for(Object.entries({ good: goodEvidence(), crashing: crashingEvidence() }))(
    'stays text in the report of a %s stack',
    ([, evidence]) => {
      const report = reportOf(evidence);
      const out = shown(everyText(report, EVIL));
      expect(out.split('&lt;script&gt;').length).toBeGreaterThan(50);
      expect(out).not.toMatch(/<script|<img|onerror=(?!y&gt;)|style="/);
      for (const [, link = ''] of out.matchAll(/(?:href|src)="([^"]*)"/g))
        expect(link).toMatch(/^(#|https:\/\/github\.com\/)/);
      for (const tag of ['details', 'svg', 'pre', 'section', 'article', 'li', 'table', 'g'])
        expect(out.split(new RegExp(`<${tag}[ >]`)).length, tag).toBe(out.split(`</${tag}>`).length);
    },
  );

  test('a page of it stays under 100 kB on the way, however much and however wildly its programs wrote', () => {
    const report = reportOf(crashingEvidence());
    const evidence = [1, 2, 3, 4].map(() => ({ kind: 'log' as const, title: 'log', text: noise(100_000) }));
    const out = shown({ ...report, results: report.results.map((line) => ({ ...line, evidence })) });
    expect(gzipSync(out).length).toBeLessThan(100_000);
    expect(out).toContain('characters are left out here');
  });
});

/** A copy in which every sentence and name is this text; what the schema chooses from a list, and what names graders, stays. */
function everyText<Value>(value: Value, text: string, key = ''): Value {
  const fixed = [
    'verdict',
    'outcome',
    'group',
    'stage',
    'status',
    'health',
    'type',
    'kind',
    'action',
    'startedAt',
    'lang',
    'rule',
  ];
  const kept = [
    ...fixed,
    'suppliedBy',
    'drill',
    'database',
    'commit',
    'grader',
    'by',
    'id',
    'repository',
    'service',
    'from',
    'to',
  ];
  if (typeof value === 'string') return (kept.includes(key) ? value : text) as Value;
  if (Array.isArray(value)) return value.map((one) => everyText(one, text, key)) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, everyText(one, text, name)])) as Value;
}

/** Text that no compression makes much smaller, the same in every run. */
function noise(length: number): string {
  let seed = 1;
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return 33 + (seed % 90);
  };
  return String.fromCharCode(...Array.from({ length }, next));
}
