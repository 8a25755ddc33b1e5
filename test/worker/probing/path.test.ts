import { describe, expect, test } from 'vitest';
import { readPath } from '../../../worker/probing/path.ts';
import type { Json } from '../../../worker/probing/variables.ts';

const json: Json = { id: 1, data: [{ id: 'a' }, { 'first name': 'Ana' }], none: null };

describe('a place in an answer', () => {
  test.each([
    ['$', json],
    ['$.id', 1],
    ['$.data[0].id', 'a'],
    ["$.data[1]['first name']", 'Ana'],
    ['$.none', null],
  ])('%s is found', (path, value) => {
    expect(readPath(json, path)).toEqual(value);
  });

  test.each(['$.nothing', '$.data[2]', '$.data.length', '$.id.toString', '$.constructor', '$.__proto__', '$.none.x'])(
    '%s is not there',
    (path) => {
      expect(readPath(json, path)).toBeUndefined();
    },
  );

  test('that is written in another way is a mistake', () => {
    expect(() => readPath(json, '$.data[x]')).toThrow(expect.objectContaining({ code: 'assignment-invalid' }));
  });
});
