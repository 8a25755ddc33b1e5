import { expect, test } from 'vitest';
import { preferred } from '../../src/api/preferred.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['es', 'es'],
  ['es-AR,es;q=0.9,en;q=0.8', 'es'],
  ['en;q=0.5, es;q=0.9', 'es'],
  ['fr, de', 'en'],
  ['fr, es;q=0.1', 'es'],
  ['es;q=0', 'en'],
  ['*', 'en'],
  ['ES', 'es'],
  ['est', 'en'],
  [`${'x,'.repeat(10_000)}es`, 'en'],
  [';;;q=,,=', 'en'],
])('of %j the language is %s', (header, lang) => {
  expect(preferred(header, ['en', 'es'])).toBe(lang);
});

test.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['text/csv', 'text/csv'],
  ['text/csv;q=0.9, application/json', 'application/json'],
  ['text/html, text/csv;q=0.5, */*;q=0.1', 'text/csv'],
])('of %j the type is %s', (header, type) => {
  expect(preferred(header, ['application/json', 'text/csv'])).toBe(type);
});
