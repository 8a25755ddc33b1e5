import { expect, test } from 'vitest';
import { harmless } from '../../src/api/csv.ts';
import { cleanText } from '../../src/core/report/clean.ts';

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '\u200b=1',
  '＝1',
  '＋1',
  '－1',
  '＠1',
  '\uFEFF=1',
])('a cell that begins with %j cannot run', (text) => {
  expect(harmless(text)).toBe(`'${cleanText(text)}`);
});

test.each(['Ana', '1=1', "O'Brien", 'José-María', '', '#1', '7.5'])('%j stays as it is', (text) => {
  expect(harmless(text)).toBe(text);
});
