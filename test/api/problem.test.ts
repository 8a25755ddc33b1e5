import { expect, test } from 'vitest';
import { inLanguage, problemOf } from '../../src/api/problem.ts';
import { DockgradeError, ERROR_CODES, type ErrorCode } from '../../src/core/errors.ts';
import { problemSchema } from '../../src/core/wire/problem.ts';

test('every code becomes a problem that fits its schema', () => {
  for (const code of Object.keys(ERROR_CODES) as ErrorCode[]) {
    const problem = problemOf(new DockgradeError(code, 'It happened.', { remedy: 'Do this.' }), 'id');
    expect(problemSchema.strict().parse(problem)).toMatchObject({ code, type: `/errors#${code}` });
    expect(problem.status, code).toBeGreaterThanOrEqual(400);
  }
});

test("what has no code, what is internal, and what is the operator's, shows none of its words but the request id", () => {
  const secret = 'SELECT * FROM token WHERE path = /srv/data';
  const coded = (code: ErrorCode) => new DockgradeError(code, secret, { remedy: secret });
  for (const code of ['store-unreachable', 'queue-unreachable', 'disk-full'] as const) {
    const problem = problemOf(coded(code), 'the-request');
    expect(problem).toMatchObject({ code, remedy: expect.stringContaining('the-request') });
    expect(JSON.stringify(problem)).not.toContain('SELECT');
  }
  for (const error of [new TypeError(secret), coded('internal'), secret, null]) {
    const problem = problemOf(error, 'the-request');
    expect(problem).toMatchObject({ status: 500, code: 'internal', remedy: expect.stringContaining('the-request') });
    expect(JSON.stringify(problem)).not.toContain('SELECT');
  }
});

test('mistakes with places are told one by one, under one line', () => {
  const errors = [{ where: 'a.yaml:1:2', message: 'found x, expected y' }];
  const problem = problemOf(new DockgradeError('assignment-invalid', 'a mistake\n  a.yaml:1:2: …', { errors }), 'id');
  expect(problem).toMatchObject({ status: 422, detail: 'a mistake', errors });
});

test('what students meet is told in Spanish too: same code and mistakes, other words', () => {
  const errors = [{ where: '/repository', message: 'expected a repository on github.com' }];
  for (const code of ['deadline-over', 'no-attempts-left', 'repository-not-allowed', 'not-found'] as const) {
    const english = problemOf(new DockgradeError(code, 'It happened.', { remedy: 'Do this.', errors }), 'id');
    const spanish = inLanguage(english, 'es');
    expect(inLanguage(english, 'en')).toEqual(english);
    expect(spanish).toEqual({ ...english, detail: spanish.detail, remedy: spanish.remedy });
    expect([spanish.detail, spanish.remedy], code).not.toEqual([english.detail, english.remedy]);
  }
  const forTeachers = problemOf(new DockgradeError('roster-invalid', 'a mistake', { remedy: 'Mend it.' }), 'id');
  expect(inLanguage(forTeachers, 'es')).toEqual(forTeachers);
});

test('an error with Spanish words of its own is told by these, and by no others in English', () => {
  const es = { message: 'Pasó esto.', remedy: 'Haz aquello.' };
  const error = new DockgradeError('conflict', 'It happened.', { remedy: 'Do this.', es });
  const english = problemOf(error, 'id');
  expect(inLanguage(english, 'es', error)).toMatchObject({ detail: es.message, remedy: es.remedy });
  expect(inLanguage(english, 'en', error)).toEqual(english);
});
