import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanTexts } from '../../../src/core/report/clean.ts';
import { cpuSeconds } from '../../support/cpu-seconds.ts';

test.each([
  ['plain text', 'a\tb\nñ 漢 🎉', 'a\tb\nñ 漢 🎉'],
  ['colours', '\u001b[1;31mred\u001b[0m', 'red'],
  ['a title of the window', '\u001b]0;owned\u0007text', 'text'],
  ['a hyperlink', '\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\', 'link'],
  ['a write to the clipboard', '\u001b]52;c;ZXZpbA==\u0007', ''],
  ['C1 sequences', '\u009b31mred\u009d0;t\u009c.', 'red.'],
  ['a device control string', 'a\u001bPq#0\u001b\\b', 'ab'],
  ['a sequence without an end', 'a\u001b]0;never\nb', 'a\nb'],
  ['cursor movements and bells', 'a\u001bMb\u0007\u0008c', 'abc'],
  ['carriage returns', 'one\rtwo\r\nthree', 'one\ntwo\nthree'],
  ['turned text', 'user\u202egnp.exe', 'user\\u202egnp.exe'],
  ['hidden text', 'a\u200bb\u{e0041}', 'a\\u200bb\\u{e0041}'],
  ['half characters', 'a\ud800b', 'a\ufffdb'],
  ['NUL', 'a\0b', 'ab'],
  ['a token of GitHub', `Bearer ghp_${'aB3'.repeat(12)}.`, 'Bearer ghp_••••.'],
  ['a token of npm', `//r/:_authToken=npm_${'aB3'.repeat(12)}`, '//r/:_authToken=npm_••••'],
  ['a token of OpenAI', `sk-proj-${'aB3'.repeat(12)}`, 'sk-proj-••••'],
  ['a key of AWS', 'AKIAIOSFODNN7EXAMPLE', 'AKIA••••'],
  ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIE\nvAIB\n-----END', '-----BEGIN PRIVATE KEY-----••••-----END'],
  [
    'what only begins like a token',
    'npm_config_registry_of_my_company task-sk-of-somebody',
    'npm_config_registry_of_my_company task-sk-of-somebody',
  ],
])('%s', (_name, text, clean) => {
  expect(cleanTexts(text)).toBe(clean);
});

test('texts are cleaned however deep they are; all else stays', () => {
  const value = { a: ['\u001b[1mx', 1, null, true], b: { 'c\u202e': '\u0007' } };
  expect(cleanTexts(value)).toEqual({ a: ['x', 1, null, true], b: { 'c\\u202e': '' } });
});

test('no text leaves a control character, and cleaning twice changes nothing more', () => {
  const hostile = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\u001b', ']', '[', 'P', '\u009b', '\u0007', '\u202e', 'a', '\n', '\r'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
  });
  fc.assert(
    fc.property(hostile, (text) => {
      const clean = cleanTexts(text);
      expect(clean).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
      expect(cleanTexts(clean)).toBe(clean);
    }),
    { numRuns: 2000 },
  );
});

test('a long hostile text takes linear time', () => {
  const started = process.cpuUsage();
  cleanTexts('\u001b['.repeat(200_000) + '\u001b]'.repeat(200_000));
  cleanTexts('ghp_a-sk-AKIA'.repeat(50_000) + '-----BEGIN A PRIVATE KEY-----aa'.repeat(20_000));
  expect(cpuSeconds(started)).toBeLessThan(5);
});
