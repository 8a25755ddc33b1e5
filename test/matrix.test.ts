import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultRubric, graders } from '../graders/index.ts';
import { type Expected, readExpected } from './support/expected.ts';
import { SCENARIOS } from './support/places.ts';

/** Scenarios whose one fault costs the points of several lines, and why. Everywhere else a fault costs one line, and others only as `blocked`. */
const SEVERAL: Record<string, string> = {
  'anonymous-volume': 'what is lost with the container is lost at every rung above it',
  'answers-by-client': 'what is lost with the container is lost at every rung above it, and no database is needed',
  'answers-made-up': 'two counter-checks find it: no database is needed, and no fresh volume empties it',
  'data-baked-into-image': 'what is lost with the container is lost at every rung above it',
  'data-in-container-file': 'what is lost with the container is lost at every rung above it, and no database is needed',
  'data-in-memory': 'what is lost with the container is lost at every rung above it, and no database is needed',
  'database-in-app-container': 'a second process, and no service of its own',
  'drops-tables-at-start': 'what a new container does, the whole stack does',
  'no-volume': 'what is lost with the container is lost at every rung above it',
  'slow-database-without-health':
    'a first start that fails is both a start that fails and a missing order (lessons.md)',
  'tmpfs-data': 'what is lost at a stop is lost at every rung above it',
  'volume-wrong-path': 'what is lost with the container is lost at every rung above it',
};

/** Lines that cannot be lost without others: data that does not survive a new container does not survive `down` either. */
const TOGETHER: Record<string, string[]> = {
  'database-survives-recreation': ['stack-survives-down-up'],
  'stack-survives-down-up': ['database-survives-recreation'],
};

/** What a scenario cannot show: it needs a program and a list of faults from elsewhere. */
const ELSEWHERE = ['no-known-vulnerabilities'];

const NAMES = readdirSync(SCENARIOS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const scenarios = await Promise.all(NAMES.map(async (name) => ({ name, ...(await readExpected(name)) })));

test('A fault costs the points of its own line and of no other', () => {
  const several = scenarios.filter((scenario) => lost(scenario).filter(hasPoints).length > 1).map(({ name }) => name);
  expect(several.toSorted()).toEqual(Object.keys(SEVERAL).toSorted());
});

test.each(graders.map(({ id }) => id).filter((id) => !ELSEWHERE.includes(id)))(
  '%s is lost in a scenario in which everything else keeps its points',
  (id) => {
    const own = [id, ...(TOGETHER[id] ?? [])];
    const alone = scenarios.filter((scenario) => {
      const others = lost(scenario).filter((one) => !own.includes(one));
      return lost(scenario).includes(id) && !others.some(hasPoints) && (hasPoints(id) || others.length === 0);
    });
    expect(alone.map(({ name }) => name)).not.toEqual([]);
  },
);

test('The matrix of graders and scenarios', ({ task }) => {
  const rows = graders.map(({ id }) => {
    const where = (kind: (verdict: Expected['verdicts'][string] | undefined) => boolean) =>
      scenarios.filter(({ verdicts }) => kind(verdicts[id])).map(({ name }) => name);
    const blocked = where((verdict) => verdict === 'blocked').length;
    const costs = where((verdict) => verdict !== undefined && verdict !== 'blocked');
    return `${id.padEnd(30)} ${String(defaultRubric[id] ?? 0).padStart(3)}  ${costs.join(', ')}${blocked > 0 ? `; blocked in ${blocked}` : ''}`;
  });
  process.stdout.write(`\n${task.name} (points, where it loses them):\n${rows.join('\n')}\n`);
  expect(rows).toHaveLength(graders.length);
});

/** The graders that a scenario makes lose something by themselves. */
function lost({ verdicts }: Expected): string[] {
  return Object.keys(verdicts).filter((id) => verdicts[id] !== 'blocked');
}

function hasPoints(id: string): boolean {
  return (defaultRubric[id] ?? 0) > 0;
}
