import { describe, expect, test } from 'vitest';
import { additionIn } from '../../../worker/build/unpacks.ts';

describe('An ADD is found, however it is written:', () => {
  test.for([
    'ADD a.tar /',
    'add a.tar /',
    'ONBUILD ADD a.tar /',
    'A\\\nDD a.tar /',
    'A\\ \t\r\n# between\r\n\r\nDD a.tar /',
    'A\\\n\f\n\u0085\n\u00a0# between\nDD a.tar /',
    // The other character ends no line, and a comment goes on in none.
    '# see the manual`\nADD a.tar /',
    '# see the manual\\\nADD a.tar /',
    'RUN echo a`\nADD a.tar /',
    '# escape=`\nRUN echo a\\\nADD a.tar /',
    'RUN echo a`\nA\\\nDD a.tar /',
  ])('%j', (instruction) => {
    expect(additionIn(`FROM scratch\n${instruction}\n`)).toBe('add');
  });

  test('none where there is none', () => {
    expect(additionIn('FROM scratch\nCOPY . /\nRUN addgroup app && echo address\n')).toBeNull();
  });

  test.for(['--unpack', '--unpack=true', '--un\\pack', '--"unpack"', "--un'pa'ck=true", '--un\\\npack'])(
    'with an option that has it unpack what it fetches: %j',
    (option) => {
      expect(additionIn(`FROM scratch\nADD ${option} https://github.com/a/b/c.tar /\n`)).toBe('unpack');
    },
  );
});
