import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filterDotEnv, isFreeVariable } from '../../../../worker/admission/dotenv.ts';
import { seeded } from '../../../support/seed.ts';
import { Loads } from './loads.ts';
import { odd, often } from './words.ts';

const BATCH = 40;
const NAMES = ['A', 'B', 'C_1', 'DB_URL', 'x'];
const RESERVED = [
  'PATH',
  'LD_PRELOAD',
  'GIT_SSH_COMMAND',
  'COMPOSE_FILE',
  'docker_host',
  'Https_Proxy',
  'NODE_OPTIONS',
];

const name = often(fc.constantFrom(...NAMES), fc.constantFrom(...RESERVED, 'a.b', 'a-b', '1A', 'É'), 8);
const piece = fc.oneof(
  fc.constantFrom(
    'v',
    'a b',
    ' ',
    '5',
    '$A',
    '${A}',
    '${A:-d}',
    '${B-e}',
    '${A:+y}',
    '${NOPE}',
    '\\n',
    '\\$',
    '\\\\',
    '\\t',
    '#c',
    ' #c',
    '=',
    ':',
    "'",
    '"',
    ',',
    '/',
    '$',
    '$$',
    '{',
    '}',
    '\\"',
    "\\'",
  ),
  odd.filter((text) => !/[\n\0]/.test(text)),
);
const plain = fc
  .array(fc.constantFrom('v', 'a', '5', '/', ':', '.', '-', '@', '=', 'x y', '?'), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const value = fc.oneof(
  plain,
  plain.map((text) => `"${text}"`),
  plain.map((text) => `'${text}'`),
  fc.array(piece, { maxLength: 4 }).map((parts) => parts.join('')),
  fc.array(piece, { maxLength: 4 }).map((parts) => `"${parts.join('')}"`),
  fc.array(piece, { maxLength: 4 }).map((parts) => `'${parts.join('')}'`),
  fc.constantFrom('"a\nb"', "'a\nb'", '', "''", '""'),
);
const line = fc
  .tuple(
    fc.constantFrom('', '', '', 'export ', ' ', '\t'),
    name,
    fc.constantFrom('=', '=', '=', ' = ', ': ', '= '),
    value,
    fc.constantFrom('', '', ' # c', '  ', '\t'),
  )
  .map((parts) => parts.join(''));
const text = fc
  .tuple(
    fc.array(often(line, fc.oneof(fc.constantFrom('', '# c', 'A', 'export', '=', '???'), odd), 12), { maxLength: 5 }),
    fc.constantFrom('\n', '\n', '\r\n'),
  )
  .map(([lines, end]) => lines.map((one) => one + end).join(''));

test('F241 whatever a .env says, no reserved name is kept', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 200 })), (content) => {
      const { kept, dropped } = filterDotEnv(content);
      for (const [known, is] of Object.entries(kept)) {
        expect(isFreeVariable(known)).toBe(true);
        expect(is).not.toContain('\0');
      }
      for (const reserved of RESERVED) expect(kept).not.toHaveProperty(reserved);
      expect(dropped.every((one) => !isFreeVariable(one))).toBe(true);
    }),
    seeded('dotenv', 5000),
  );
});

test('F241 what Compose reads of a .env is what dockgrade gives it', { timeout: 3_600_000 }, async ({ signal }) => {
  await using loads = await Loads.make(BATCH);
  let compared = 0;
  const asked = NAMES.map((known) => `  ${known}: "\${${known}-unset}"\n`).join('');
  const property = fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: BATCH, size: 'max' }), async (batch) => {
    const wanted = await Promise.all(
      batch.map(async (content, at) => {
        await loads.fill(at, {
          '.env': content,
          'values.yaml': `services: { app: { image: "a:1" } }\nx-values:\n${asked}`,
        });
        return { at, file: 'values.yaml', envFile: `${loads.checkout(at)}/.env` };
      }),
    );
    for (const [index, load] of (await loads.load(wanted, signal)).entries()) {
      if (load.exitCode !== 0) continue;
      compared += 1;
      const seen = Object.entries(JSON.parse(load.stdout)['x-values'] as Record<string, string>);
      const { kept } = filterDotEnv(batch[index] ?? '');
      const ours = NAMES.map((known) => [known, kept[known] ?? 'unset']);
      expect(Object.fromEntries(seen.map(([known, is]) => [known, is.replaceAll('$$', '$')]))).toEqual(
        Object.fromEntries(ours),
      );
    }
  });
  await fc.assert(property, { ...seeded('dotenv', 4), unbiased: true });
  expect(compared).toBeGreaterThan(20);
});
