import { assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitLink, placeLink, repositoryLink } from '../../../src/web/report/place.ts';
import { COMMIT } from './fixtures.ts';

const WHERE = { file: 'deploy/docker-compose.yml', line: 14 };

describe('a place leads to the file at the commit', () => {
  test.for([
    ['https://github.com/ana/homework', `/ana/homework/blob/${COMMIT}/deploy/docker-compose.yml#L14`],
    ['https://github.com/ana/homework.git', `/ana/homework/blob/${COMMIT}/deploy/docker-compose.yml#L14`],
    [
      'https://gitlab.com/school/class/homework',
      `/school/class/homework/-/blob/${COMMIT}/deploy/docker-compose.yml#L14`,
    ],
    ['https://bitbucket.org/ana/homework', `/ana/homework/src/${COMMIT}/deploy/docker-compose.yml#lines-14`],
    ['https://codeberg.org/ana/homework/', `/ana/homework/src/commit/${COMMIT}/deploy/docker-compose.yml#L14`],
  ])('%s', ([repository = '', path = '']) => {
    expect(placeLink({ repository, commit: COMMIT }, WHERE)).toBe(new URL(repository).origin + path);
  });

  test('without a line to the file, and names are encoded', () => {
    const link = placeLink({ repository: 'https://github.com/ana/homework', commit: COMMIT }, { file: 'a b/#1?.yml' });
    expect(link).toBe(`https://github.com/ana/homework/blob/${COMMIT}/a%20b/%231%3F.yml`);
  });
});

test.for([
  'javascript:alert(1)//github.com/a/b',
  'http://github.com/a/b',
  'https://github.com.evil.example/a/b',
  'https://evil.example/github.com/a/b',
  'https://github.com@evil.example/a/b',
  'https://ana:secret@github.com/a/b',
  'https://github.com:8443/a/b',
  'https://github.com/a/b?c=d',
  'https://github.com/a/b#c',
  'https://github.com/a/..',
  'https://github.com/../b',
  'https://github.com/a/%2e%2e',
  'https://github.com/a',
  'https://constructor/a/b',
  'https://git.example.edu/a/b',
  '/work/homework',
  'git@github.com:a/b.git',
  ' https://github.com/a/b',
  'https://github.com/a/b\n',
])('%j leads nowhere', (repository) => {
  const source = { repository, commit: COMMIT };
  expect([repositoryLink(source), commitLink(source), placeLink(source, WHERE)]).toEqual([null, null, null]);
});

test.for(['../../a', '/etc/passwd', 'a//b', './a', 'a/..', '', '\ud800'])('the file %j leads nowhere', (file) => {
  expect(placeLink({ repository: 'https://github.com/a/b', commit: COMMIT }, { file })).toBeNull();
});

test.for([null, 'main', `${COMMIT}/../x`, COMMIT.toUpperCase()])('the commit %j leads nowhere', (commit) => {
  const source = { repository: 'https://github.com/a/b', commit };
  expect([commitLink(source), placeLink(source, WHERE)]).toEqual([null, null]);
});

test('whatever the repository and the file are called, a link stays at a known host, in the repository', () => {
  const host = constantFrom('https://github.com/', 'https://gitlab.com/', 'https://', 'javascript:', '');
  const text = oneof(string(), string({ unit: constantFrom('a', '/', '.', '@', ':', '\\', '#', '?', '%', '-') }));
  let linked = 0;
  assert(
    property(host, text, text, (start, rest, file) => {
      const repository = start + rest;
      const link = placeLink({ repository, commit: COMMIT }, { file, line: 1 });
      if (link === null) return;
      linked += 1;
      const { protocol, host, pathname } = new URL(link);
      expect([protocol, ['github.com', 'gitlab.com'].includes(host)]).toEqual(['https:', true]);
      expect(pathname.startsWith(new URL(repository.replace(/(\.git)?\/?$/, '/')).pathname)).toBe(true);
    }),
    {
      examples: [
        ['https://github.com/', 'a/b.git', 'c'],
        ['https://github.com/', 'a/...', '...'],
      ],
    },
  );
  expect(linked).toBeGreaterThan(0);
});
