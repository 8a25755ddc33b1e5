import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admit, type ComposeModel } from '../../../worker/admission/admit.ts';
import { serviceRules } from '../../../worker/admission/rules/index.ts';
import { seeded } from '../../support/seed.ts';
import { inputOf, repository } from './support/compose.ts';
import { modelSchema } from './support/model-schema.ts';

const words = [
  'host',
  'none',
  'bridge',
  'always',
  'app',
  'db:data',
  '1.5',
  '64m',
  '/etc',
  '1h0m0s',
  'service:db',
  '../..',
];
const text = fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 12 }));
const odd = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.constantFrom(null, true, false, 0, -1, 2 ** 40, [], {}),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const often = <Value>(usual: fc.Arbitrary<Value>, seldom: fc.Arbitrary<Value>) => {
  return fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: seldom, weight: 1 });
};
const mount = fc.record({
  type: often<string>(fc.constantFrom('bind', 'volume', 'tmpfs'), fc.constant('image')),
  source: often<string>(
    fc.constantFrom('CHECKOUT', 'CHECKOUT/sub', 'CHECKOUT/new'),
    fc.constantFrom('/', 'CHECKOUT/link'),
  ),
  target: often<string>(fc.constantFrom('/data', '/a/b'), fc.constantFrom('/proc', 'x')),
  read_only: fc.boolean(),
  bind: odd,
  tmpfs: odd,
});
const keys = [...serviceRules.flatMap((rule) => [...rule.keys]), 'x-a'].filter((key) => key !== 'volumes');
const service = fc.record(
  {
    fields: fc.dictionary(often(fc.constantFrom(...keys), fc.constantFrom('new_key', '__proto__')), odd, {
      maxKeys: 2,
    }),
    mounts: fc.array(mount, { maxLength: 2 }),
  },
  { requiredKeys: ['fields'] },
);
const part = fc.dictionary(
  often(fc.constantFrom('data', 'default', 'back'), fc.constantFrom('a b', '__proto__')),
  often<unknown>(fc.constantFrom(null, {}, { name: 'x' }, { 'x-y': 1 }), odd),
  { maxKeys: 2 },
);
const model = fc.record({
  services: fc.dictionary(often(fc.constantFrom('app', 'db'), fc.constant('a;b')), service, { minKeys: 1, maxKeys: 2 }),
  networks: part,
  volumes: part,
  secrets: part,
  configs: part,
});

test('whatever the model, what is admitted is made of allowed keys and places alone', async () => {
  const checkout = await repository({ 'sub/x': '', link: { link: '/' } });
  const outcomes = { admitted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(model, async ({ services, ...rest }) => {
      const written = Object.entries(services).map(([name, { fields, mounts }]) => {
        return [name, { image: 'postgres:16', ...fields, ...(mounts ? { volumes: mounts } : {}) }];
      });
      const json = JSON.stringify({ ...rest, services: Object.fromEntries(written) }).replaceAll('CHECKOUT', checkout);
      const admission = await admit({ ...inputOf(JSON.parse(json), checkout, ''), sources: [] });
      outcomes[admission.outcome] += 1;
      if (admission.outcome === 'refused') expect(admission.refusals.length).toBeGreaterThan(0);
      else expectHarmless(admission.model, checkout);
    }),
    seeded('models', 5000),
  );
  expect(outcomes.admitted).toBeGreaterThan(500);
  expect(outcomes.refused).toBeGreaterThan(500);
});

function expectHarmless(ours: ComposeModel, checkout: string): void {
  expect(modelSchema.safeParse(ours).error).toBeUndefined();
  const places = [checkout, `${checkout}/sub`, `${checkout}/new`];
  for (const mounted of Object.values(ours.services).flatMap((running) => running.volumes ?? [])) {
    if (mounted.type !== 'bind') continue;
    expect(places.includes(mounted.source) || mounted.source.startsWith(`${checkout}-mounts/`)).toBe(true);
  }
}
