import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../../../support/seed.ts';
import { some } from './by-schema.ts';
import { examine } from './examine.ts';
import { Loads } from './loads.ts';
import { spell } from './spelling.ts';
import { flag, often, path } from './words.ts';

const BATCH = 40;

const inside = fc.constantFrom('more.yaml', 'sub/more.yaml', './sub/../more.yaml', 'values.env', './sub/values.env');
const outside = fc.constantFrom(
  ...[
    '../../outside/compose.yaml',
    './../../outside/secret.env',
    'link/compose.yaml',
    'link/secret.env',
    'link.env',
    'sub/up/etc/passwd',
  ],
  ...[
    '/etc/passwd',
    '~/.env',
    '/proc/self/environ',
    'oci://127.0.0.1/x',
    'https://127.0.0.1/x.git',
    'git@127.0.0.1:a/b',
    'ssh://x@127.0.0.1:9/a.git',
  ],
  ...[
    'sub/../../../outside/secret.env',
    '${A:-../../outside/secret.env}',
    'github.com/a/b',
    './x.git',
    '127.0.0.1/x.git#main:y',
    'a@b:c',
  ],
);
const place = often(inside, fc.oneof(outside, path), 8);
const values = fc.oneof(
  place,
  fc.array(fc.oneof(place, some({ path: place, required: flag, format: fc.constant('raw') }, ['path'])), {
    maxLength: 2,
  }),
);
const service = some(
  {
    env_file: values,
    label_file: values,
    extends: fc.record({ file: place, service: fc.constantFrom('base', 'app') }),
    image: fc.constant('a:1'),
  },
  ['image'],
  2,
);
const include = fc.array(
  fc.oneof(
    place,
    some(
      {
        path: fc.oneof(place, fc.array(place, { maxLength: 2 })),
        project_directory: place,
        env_file: fc.oneof(place, fc.array(place, { maxLength: 2 })),
      },
      ['path'],
    ),
  ),
  { maxLength: 2 },
);
const compose = often(
  some({ services: fc.record({ app: service, base: service }), include, 'x-a': service }, ['services']),
  fc.record({ include }),
);

/** What makes two readers of YAML disagree. */
const TOKENS = [
  ...[
    '\n',
    ' ',
    '  ',
    '\t',
    ': ',
    ':',
    '- ',
    '"',
    "'",
    '#',
    ' #',
    '&a ',
    '*a',
    '*a : ',
    '!!str ',
    '!!binary ',
    '!include ',
    '! ',
    '!override ',
    '<<: ',
    '? ',
    '|\n',
    '>-\n ',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    '%YAML 1.1\n---\n',
    '%TAG ! x\n',
    '...\n',
    '---\n',
    '--- ',
    '\\',
    '\\x69',
    '\\\n',
    '\u2028',
    '\u0085',
    '\r',
    '\r\n',
    '\ufeff',
    '\u00a0',
    '\0',
    '~',
    '0',
  ],
  ...[
    'include: ',
    '\ninclude: [../../outside/compose.yaml]\n',
    'env_file: ',
    ' env_file: ../../outside/secret.env',
    '\n    label_file: ',
    '"incl\\u0075de": ',
    'extends: { file: ',
    '${A}',
  ],
];
const mutation = fc.record({
  at: fc.nat({ max: 400 }),
  remove: fc.oneof(fc.constant(0), fc.nat({ max: 3 })),
  insert: fc.constantFrom(...TOKENS),
});
const text = fc
  .tuple(
    compose,
    fc.array(fc.nat({ max: 11 }), { maxLength: 40, size: 'max' }),
    often(fc.constant([]), fc.array(mutation, { maxLength: 3 }), 1),
  )
  .map(([value, spelling, mutations]) => mutations.reduce(mutate, `${spell(value, spelling)}\n`));
const LURES = ['../../outside/secret.env', '../../outside/compose.yaml'];
/** The same with a path behind an alias, or keys behind one. */
const hidden = fc
  .tuple(text, fc.constantFrom(...LURES), fc.constantFrom('plain', 'alias', 'merge'))
  .map(([whole, lure, how]) => {
    if (how === 'plain') return whole;
    const anchor = how === 'alias' ? `x-o: &o ${lure}` : `x-o: &o { env_file: ${lure} }`;
    const used =
      how === 'alias'
        ? whole.replace(/(?<![&!]\S* )"[./a-z]*(values\.env|more\.yaml)"/, '*o')
        : whole.replace(/app"?: \{/, '$& <<: *o,');
    return used.startsWith('{') ? `{ ${anchor}, ${used.slice(1)}` : `${anchor}\n${used}`;
  });
const repository = fc.record({
  'compose.yaml': hidden,
  'more.yaml': text,
  'sub/more.yaml': text,
  'values.env': fc.constant('A=1\n'),
  'sub/values.env': fc.constant('B=1\n'),
});

test('F240 whatever the files of a repository say and however it is written, what may be loaded makes the loader read nothing outside', {
  timeout: 3_600_000,
}, async ({ signal }) => {
  await using loads = await Loads.make(BATCH);
  const fates: string[] = [];
  const property = fc.asyncProperty(
    fc.array(repository, { minLength: 1, maxLength: BATCH, size: 'max' }),
    async (batch) => {
      for (const { name } of await examine(loads, batch, signal)) fates.push(name);
    },
  );
  await fc.assert(property, { ...seeded('sources', 30), unbiased: true });
  const counts = Map.groupBy(fates, (fate) => fate);
  for (const fate of ['source', 'invalid', 'loaded']) expect(counts.get(fate)?.length ?? 0, fate).toBeGreaterThan(5);
});

function mutate(whole: string, { at, remove, insert }: { at: number; remove: number; insert: string }): string {
  // Half of them at the beginning of a line.
  const near = at % (whole.length + 1);
  const start = at % 2 === 0 ? near : whole.lastIndexOf('\n', near) + 1;
  return whole.slice(0, start) + insert + whole.slice(start + remove);
}
