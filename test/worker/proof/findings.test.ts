import { describe, expect, test } from 'vitest';
import type { Outcome, Target } from '../../../worker/proof/attempt.ts';
import { findings, type Place, type Seen } from '../../../worker/proof/findings.ts';

const TARGETS: Record<Target, string> = {
  gateway: '10.213.0.1',
  machine: '192.0.2.2',
  metadata: '169.254.169.254',
  submission: '10.213.0.66',
  outside: '203.0.113.1',
  names: 'registry.example.com',
};
const OWN = { own: true, reach: 'address' } as const;
const PLACES: readonly Place[] = ['closed', 'open', 'build', 'engine'];
const isOut = (target: Target) => target === 'outside' || target === 'names';

/** As it should be: what is open reaches the outside, and nobody anything else. */
function well(): Seen & { tried: Record<Place, Outcome[]> } {
  const all = Object.entries(TARGETS) as [Target, string][];
  const from = (place: Place) =>
    all.map(([target, address]): Outcome => {
      const reached = isOut(target) && place !== 'closed';
      return {
        target,
        address,
        port: target === 'names' ? null : 7000,
        reached,
        how: reached ? 'connected' : 'ECONNREFUSED',
      };
    });
  const there = all.map(([target, address]) => ({ target, address, port: 7000 }));
  const name = { target: 'names', address: TARGETS.names, port: null } as const;
  const address = { target: 'outside', address: TARGETS.outside, port: 443 } as const;
  return {
    tried: { closed: from('closed'), open: from('open'), build: from('build'), engine: from('engine') },
    there,
    targets: { metadataAnswers: true, outside: { name, address } },
  };
}

const outcomeOf = (seen: Seen, id: string) => findings(seen, OWN).find((line) => line.id === id);

test('where nothing is reached but what is open, every line is fine', () => {
  expect(findings(well(), OWN).map(({ outcome }) => outcome)).toEqual(Array(7).fill('ok'));
});

describe.for(Object.keys(TARGETS) as Target[])('%s', (target) => {
  test.for(PLACES.filter((place) => place === 'closed' || (!isOut(target) && place !== 'engine')))(
    'that is reached from %s is a failure that names both',
    (place) => {
      const seen = well();
      seen.tried[place] = seen.tried[place].map((one) => (one.target === target ? { ...one, reached: true } : one));
      const failed = findings(seen, OWN).filter(({ outcome }) => outcome === 'fail');
      expect(failed).toMatchObject([{ id: `isolation-${target}`, remedy: expect.stringMatching(/./) }]);
      expect(failed[0]?.message).toContain(TARGETS[target]);
    },
  );

  test('is not proven closed where the program could not be run', () => {
    const seen: Seen = well();
    seen.tried.closed = null;
    expect(outcomeOf(seen, `isolation-${target}`)).toMatchObject({ outcome: 'fail' });
  });
});

test.for(['gateway', 'machine', 'submission'] as const)(
  'that nobody reached the %s proves nothing where nobody answered there',
  (target) => {
    const seen = well();
    seen.there = seen.there.filter((one) => one.target !== target);
    expect(outcomeOf(seen, `isolation-${target}`)).toMatchObject({
      outcome: 'fail',
      message: expect.stringContaining('proves nothing'),
    });
  },
);

test('the engine is held to the same as a build', () => {
  const seen = well();
  seen.tried.engine = seen.tried.engine.map((one) => ({ ...one, reached: true }));
  const failed = findings(seen, OWN).filter(({ outcome }) => outcome === 'fail');
  expect(failed.map(({ id }) => id)).toEqual(['isolation-machine', 'isolation-metadata']);
});

test.for(['open', 'build'] as const)('what is open, and does not get out from %s, is worth a warning', (place) => {
  const seen = well();
  seen.tried[place] = seen.tried[place].map((one) => ({ ...one, reached: false }));
  expect(findings(seen, OWN).filter(({ outcome }) => outcome !== 'ok')).toMatchObject([
    { id: 'isolation-way-out', outcome: 'warn', remedy: expect.stringContaining('DOCKGRADE_PRIVATE_HOSTS') },
  ]);
});

test('a machine that reaches nothing outside says so', () => {
  const seen = well();
  seen.targets.outside = null;
  expect(findings(seen, { own: false, reach: 'address' }).filter(({ outcome }) => outcome !== 'ok')).toMatchObject([
    { outcome: 'warn' },
  ]);
});

test('a gateway in a virtual machine, where nothing can listen, is a warning; one that is reached is a failure', () => {
  const seen = well();
  seen.there = seen.there.filter((one) => one.target !== 'gateway');
  const outcome = () => findings(seen, { own: false, reach: 'published' }).find(({ id }) => id === 'isolation-gateway');
  expect(outcome()).toMatchObject({ outcome: 'warn' });
  seen.tried.open = seen.tried.open.map((one) => (one.target === 'gateway' ? { ...one, reached: true } : one));
  expect(outcome()).toMatchObject({ outcome: 'fail' });
});
