import { describe, expect, test } from 'vitest';
import { repositoryAddress } from '../../src/core/address.ts';
import { DockgradeError } from '../../src/core/errors.ts';

const PLAIN = 'https://github.com/ana/homework';

describe('The same repository is the same text', () => {
  test.for([
    ' https://github.com/ana/homework/ ',
    'https://GitHub.com:443/ana/homework.git',
    'https://github.com/ana/homework.git.git/',
    'https://github.com//ana///homework',
    'https://github.com/%61na/home%77ork%2egit',
    'https://github.com/bob/../ana/./homework',
  ])('%s', (written) => {
    expect(repositoryAddress(written)).toBe(PLAIN);
  });

  test('also when it is read a second time', () => {
    for (const written of [
      'https://h/a/.git',
      'https://h/a.git/.git//',
      'https://h/%c3%a9t%C3%A9 x',
      'https://h/a%25',
    ]) {
      const once = repositoryAddress(written);
      expect(repositoryAddress(once)).toBe(once);
    }
    expect(repositoryAddress('https://h/%c3%a9')).toBe(repositoryAddress('https://h/é'));
  });
});

test.for(['%2f..%2fetc', '%5c', 'a%00b', 'a%0Ab', '%7f', '%e2%80%ae'])(
  'Letters that would separate, break off or turn an address are refused: %s',
  (part) => {
    expect(() => repositoryAddress(`https://github.com/ana/${part}`)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining('no repository has in its name') }),
    );
  },
);

test.for(['https://github.com//', 'https://github.com/.git', 'https://github.com/a/..'])(
  'A host alone is no repository: %s',
  (written) => {
    expect(() => repositoryAddress(written)).toThrow('names a host but no repository');
  },
);

describe('What somebody typed by mistake is told with what to type instead, in both languages', () => {
  test.for([
    ['git@github.com:ana/homework.git', 'SSH', 'https://github.com/ana/homework.git'],
    ['github.com/ana/homework', 'https://', PLAIN],
    ['www.github.com/ana/homework/', 'https://', PLAIN],
    ['http://github.com/ana/homework', 'http://', PLAIN],
    [`${PLAIN}?tab=readme`, '"?"', PLAIN],
    [`${PLAIN}/tree/main`, 'page', PLAIN],
    [`${PLAIN}/issues`, 'page', PLAIN],
    ['https://github.com/ana', 'account', 'https://github.com/user/repository'],
    ['homework', 'no HTTPS address', 'https://github.com/user/repository'],
  ] as const)('%s', ([written, why, instead]) => {
    const error = told(written);
    expect(error.message).toContain(why);
    expect(error.remedy).toContain(instead);
    expect(error.es?.message).toMatch(/^El repositorio "/);
    expect(error.es?.remedy).toContain(instead.replace('user/repository', 'usuario/repositorio'));
    expect([error.message, error.remedy, error.es?.message, error.es?.remedy].join()).not.toMatch(
      /--ref|folder|carpeta/,
    );
  });
});

function told(written: string): DockgradeError {
  try {
    repositoryAddress(written);
  } catch (error) {
    if (error instanceof DockgradeError) return error;
  }
  throw new Error(`${written} is taken`);
}
