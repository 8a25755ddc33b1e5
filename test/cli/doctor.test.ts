import { expect, test } from 'vitest';
import { compareVersions, versionCheck } from '../../src/cli/doctor/check.ts';

test.each([
  ['28.5.2', '29.7.1', -1],
  ['28.5.2+dfsg4', '28.5.2', 0],
  ['2.40.3-3', '2.40.3', 0],
  ['2.40', '2.40.0', 0],
  ['2.9.0', '2.40.3', -1],
  ['24.0.0', '9.99.99', 1],
])('%s against %s', (a, b, expected) => {
  expect(compareVersions(a, b)).toBe(expected);
});

test('an old version is a warning with a remedy, the floor itself is fine', () => {
  expect(versionCheck('engine-version', 'Docker Engine', '28.5.2', '29.7.1')).toMatchObject({
    outcome: 'warn',
    remedy: expect.stringContaining('29.7.1'),
  });
  expect(versionCheck('engine-version', 'Docker Engine', '29.7.1', '29.7.1')).toEqual({
    id: 'engine-version',
    outcome: 'ok',
    message: 'Docker Engine 29.7.1',
  });
});
