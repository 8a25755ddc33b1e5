import { describe, expect, test } from 'vitest';
import { isSecret, masker, secretIn, shown, withoutPlace } from '../../../worker/resolve/secrets.ts';

describe('A variable holds a secret', () => {
  test.each([
    ['POSTGRES_PASSWORD', 'example', true],
    ['JWT_SECRET', 'abc', true],
    ['API_KEY', 'abc', true],
    ['DATABASE_URL', 'postgres://user:pass@db/app', true],
    ['POSTGRES_PASSWORD_FILE', '/run/secrets/pw', false],
    ['JWT_SECRET_EXPIRES_IN', '1h', false],
    ['POSTGRES_USER', 'postgres', false],
    ['DATABASE_URL', 'postgres://db/app', false],
    ['ALLOW_EMPTY_PASSWORD', 'yes', false],
    ['DB_PASSWORD', '', false],
  ])('%s=%s: %s', (name, value, expected) => expect(isSecret(name, value)).toBe(expected));
});

test('A URL is shown without its password', () => {
  expect(shown('DATABASE_URL', 'postgres://user:pass@db:5432/app')).toBe('postgres://user:••••@db:5432/app');
});

test('The secret of a URL is its password', () => {
  expect(secretIn('DATABASE_URL', 'postgres://user:hunter22@db/app')).toBe('hunter22');
});

test('Secrets are hidden wherever they stand', () => {
  expect(masker(new Set(['hunter22']), new Set())('login with hunter22 failed for hunter22')).toBe(
    'login with •••• failed for ••••',
  );
});

test('A secret that is also the name of something stays readable', () => {
  expect(masker(new Set(['postgres']), new Set(['postgres']))('database postgres does not exist')).toBe(
    'database postgres does not exist',
  );
});

test('Paths of this machine are told from the top of the repository, and secrets in them are hidden', () => {
  const hide = withoutPlace('/var/lib/dockgrade/runs/abc', masker(new Set(['s3cret']), new Set()));
  expect(hide('open /var/lib/dockgrade/runs/abc/context/db/init.sql: s3cret')).toBe('open db/init.sql: ••••');
  expect(hide('"/var/lib/dockgrade/runs/abc/context" and /var/lib/dockgrade/runs/abc/compose.json')).toBe(
    '"." and …/compose.json',
  );
});
