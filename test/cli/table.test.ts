import { expect, test } from 'vitest';
import { textTable } from '../../src/cli/table.ts';

const HEADS = [{ head: 'name', least: 6 }, { head: 'points', right: true }, { head: 'link' }];
const ROWS = [
  ['Ada Lovelace of London', '93', 'https://example.com/a'],
  ['王小明', '7.5', ''],
];
const look = (width: number) => ({ width, head: (text: string) => text });

test('columns stand below each other, numbers to the right, wide characters count twice', () => {
  expect(textTable(HEADS, ROWS, look(Number.POSITIVE_INFINITY))).toBe(
    [
      'name                    points  link',
      'Ada Lovelace of London      93  https://example.com/a',
      '王小明                     7.5',
      '',
    ].join('\n'),
  );
});

test('on a narrow terminal only what may be cut is cut, and not below its least', () => {
  for (const width of [45, 20]) {
    const [, first = ''] = textTable(HEADS, ROWS, look(width)).split('\n');
    expect(first).toMatch(/^Ada L.*… +93 {2}https:\/\/example\.com\/a$/);
  }
});

test('a cell with line ends stays on its line', () => {
  expect(textTable([{ head: 'a' }], [['x\ny\tz']], look(80))).toBe('a\nx y z\n');
});
