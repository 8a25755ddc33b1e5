import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/cli/formats/index.ts';
import type { Report } from '../../src/core/report/schema.ts';
import { reportWith } from './fixtures/hostile-report.ts';
import { judgedRun, refusedRun } from './fixtures/run.ts';
import { xmlTexts } from './fixtures/xml.ts';

const show = (format: keyof typeof FORMATS, report: Report) =>
  FORMATS[format](report, 'en', { color: false, width: 80 });

const piece = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</details>',
    '<img src=x onerror=y>',
    '<!--',
    '```',
    '````\n',
    '`',
    '\n',
    '\n\n',
    '    ',
  ),
  fc.constantFrom(
    '](javascript:x)',
    '[a](http://b.example)',
    '![x](http://y.example)',
    'https://z.example',
    'www.z.example',
    '@ana',
    '#1',
    '|',
    '\\',
  ),
  fc.constantFrom(
    ']]>',
    '<![CDATA[',
    '&lt;',
    '&#0;',
    '\u001b[2J',
    '\u001b]0;t\u0007',
    '\u009b1m',
    '\r',
    '\0',
    '\u202e',
    '\ufffe',
    '\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const hostile = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
const forAll = (check: (text: string) => void) => fc.assert(fc.property(hostile, check), { numRuns: 400 });

describe('whatever a student writes', () => {
  test('no format lets a control character through', () => {
    forAll((text) => {
      for (const format of ['text', 'markdown', 'junit'] as const) {
        for (const base of [judgedRun(), refusedRun()]) {
          expect(show(format, reportWith(text, base))).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
        }
      }
    });
  });

  test('Markdown keeps it text or code: no tag, no link, no mention outside of code', () => {
    forAll((text) => {
      const prose = withoutCode(show('markdown', reportWith(text)));
      const tags = [...prose.matchAll(/<[^>\n]*>?/g)].map(([tag]) => tag);
      expect(
        tags.filter(
          (tag) => !['<details>', '</details>', '<summary>', '</summary>', '<sub>', '</sub>', '<br>'].includes(tag),
        ),
      ).toEqual([]);
      expect(prose).not.toMatch(/(?<!\\)\]\(|(?<![\\\w])https?:\/\/|@\w|(?<!\n)#\w/);
    });
  });

  test('Markdown keeps its own frame', () => {
    forAll((text) => {
      const prose = withoutCode(show('markdown', reportWith(text)));
      expect(prose.match(/<details>/g)).toHaveLength(2);
      expect(prose.match(/<\/details>/g)).toHaveLength(2);
    });
  });

  test('JUnit XML stays well formed, and quotes it in full', () => {
    forAll((text) => {
      const report = reportWith(text);
      const { names, texts } = xmlTexts(show('junit', report));
      expect(new Set(names)).toEqual(
        new Set(['testsuites', 'testsuite', 'properties', 'property', 'testcase', 'failure']),
      );
      expect(texts.join('')).toContain(report.results[0]?.evidence[0]?.text.replaceAll(']]>', ']] >') ?? 'nothing');
    });
  });
});

/** Takes fenced blocks and code spans out, as CommonMark finds them: fences first, then runs of backticks of equal length. */
function withoutCode(markdown: string): string {
  const fenced = /^(`{3,})[^`\n]*\n[\s\S]*?\n\1`*$/gm;
  return markdown.replaceAll(fenced, '').replaceAll(/(?<![\\`])(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '');
}
