import { expect, test } from 'vitest';
import { againForms } from '../../../src/web/parts/again.ts';

const commit = 'c'.repeat(40);
const buttons = (repository: string, known: string | null) =>
  [
    ...againForms({ id: 'sub', repository, commit: known }, 'key', 'en')
      .toString()
      .matchAll(/<button[^>]*>([^<]*)/g),
  ].map(([, words]) => words);

test('the newest commit can be handed in again, and the graded one where it is known', () => {
  const repository = 'https://github.com/student/homework';
  expect(buttons(repository, commit)).toEqual(['Hand in the newest commit', 'Hand in the same commit again']);
  expect(buttons(repository, null)).toEqual(['Hand in the newest commit']);
});

test('a folder is graded as it stands: no commit of it is offered, though it has one', () => {
  expect(buttons('/srv/example', commit)).toEqual(['Hand in again']);
});
