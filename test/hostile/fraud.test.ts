import { describe, expect, test } from 'vitest';
import { readExpected } from '../support/expected.ts';
import { readScenario } from '../support/scenario.ts';
import { FRAUD } from './catalog/fraud.ts';
import { named, type Threat, threatOf } from './catalog/threat.ts';

const DATA = ['database-survives-restart', 'database-survives-recreation', 'stack-survives-down-up'] as const;

/**
 * Each fraud is a scenario, which `scenarios.test.ts` grades on a real engine and holds to its expected.json. Here is what that file must say: the
 * line by which the fraud is told, and that no line about data that survives is earned by it.
 */
const FRAUDS: readonly { id: Threat['id']; scenario: string; told: string; says?: RegExp; earns?: string[] }[] = [
  { id: 'F140', scenario: 'data-in-memory', told: 'app-uses-database', says: /its data is not in/ },
  { id: 'F141', scenario: 'data-in-container-file', told: 'app-uses-database' },
  { id: 'F142', scenario: 'data-in-bind-mount-file', told: 'app-uses-database', says: /its data is not in/ },
  { id: 'F143', scenario: 'sqlite-beside-database', told: 'app-uses-database', says: /its data is not in/ },
  {
    id: 'F144',
    scenario: 'database-at-remote-host',
    told: 'services-found-by-name',
    // The database in the stack is real, and keeps what the grader's own client wrote.
    earns: [...DATA],
  },
  { id: 'F145', scenario: 'answers-made-up', told: 'app-uses-database', says: /as if nothing had happened/ },
  { id: 'F147', scenario: 'lying-health-check', told: 'healthchecks-honest', earns: [...DATA] },
  {
    id: 'F148',
    scenario: 'data-baked-into-image',
    told: 'database-volume-declared',
    earns: ['database-survives-restart'],
  },
];

describe('a fraud is told by name, and earns nothing', () => {
  for (const { id, scenario, told, says, earns = [] } of FRAUDS) {
    test(named(threatOf(FRAUD, id)), async () => {
      const [{ about }, expected] = await Promise.all([readScenario(scenario), readExpected(scenario)]);
      expect(about).not.toBe('');
      expect(expected.outcome).toBe('graded');
      expect(expected.verdicts[told]).toBe('fail');
      if (says) expect(expected.says[told]).toMatch(says);
      for (const line of DATA) {
        const verdict = expected.verdicts[line] ?? 'pass';
        expect({ line, verdict }).toEqual({
          line,
          verdict: earns.includes(line) ? 'pass' : expect.stringMatching(/fail|blocked/),
        });
      }
    });
  }
});
