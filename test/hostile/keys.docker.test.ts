import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Canary } from '../support/canary.ts';
import { EngineEvents } from '../support/engine-events.ts';
import { Grading } from '../support/grading.ts';
import { bareAssignment, gradeFiles } from '../support/hostile.ts';
import { BESIDE, fileOf, HOST } from '../worker/admission/support/attacks.ts';
import { MOUNTS as MOUNT_ATTACKS } from '../worker/admission/support/attacks-on-mounts.ts';
import { NETWORKS_AND_BUILDS } from '../worker/admission/support/attacks-on-networks.ts';
import { KEYS } from './catalog/keys.ts';
import { MOUNTS } from './catalog/mounts.ts';
import { named, threatOf } from './catalog/threat.ts';

/** Each is tried in one spelling, by the whole pipeline; test/worker/admission/hostile.test.ts tries all spellings by the real loader and the rules. */
const IDS = [
  ...(['F35', 'F36', 'F37', 'F38', 'F39', 'F40', 'F41', 'F42', 'F43', 'F44', 'F45', 'F46', 'F47', 'F48'] as const),
  ...(['F49', 'F50', 'F51', 'F52', 'F53', 'F54', 'F55', 'F56', 'F57', 'F58', 'F60'] as const),
  ...(['F61', 'F62', 'F63', 'F64', 'F65', 'F66', 'F69', 'F70'] as const),
];
const ASSIGNMENT = bareAssignment();
const ATTACKS = [...HOST, ...MOUNT_ATTACKS, ...NETWORKS_AND_BUILDS];

let grading: Grading;
let canary: Canary;
let events: EngineEvents;
beforeAll(async () => {
  grading = await Grading.open();
  canary = await Canary.plant();
  events = await EngineEvents.of(grading.engine.info.host);
});
afterAll(async () => {
  await events[Symbol.asyncDispose]();
  await canary[Symbol.asyncDispose]();
  await grading.close();
});

describe.concurrent('Nothing is created, and the student is told where and what instead', () => {
  test.for(IDS.map((id) => threatOf([...KEYS, ...MOUNTS], id)).map((threat) => ({ ...threat, name: named(threat) })))(
    '$name',
    async ({ id }, { expect, signal }) => {
      const attack = ATTACKS.find((one) => one.id === id);
      if (attack === undefined) throw new Error(`${id} has no spelling`);
      const files = { ...BESIDE, ...attack.files, 'compose.yaml': fileOf(attack) };
      const report = await gradeFiles(grading, files, signal, ASSIGNMENT);
      expect(report.outcome).toBe('refused');
      expect(report.refusals.map(({ rule }) => rule)).toContain(attack.rule);
      for (const { message, where } of report.refusals) {
        expect(message).not.toBe('');
        expect(where.file).toBe('compose.yaml');
      }
      const ran = report.stages.filter(({ outcome }) => outcome !== 'skipped').map(({ stage }) => stage);
      expect(ran).toEqual(['fetch', 'resolve', 'admit', 'teardown']);
      canary.expectNowhereIn(report);
    },
  );
});

test('The engine has not heard of any of these submissions', async () => {
  expect(grading.jobs.length).toBe(IDS.length);
  expect(await events.about(grading.jobs)).toEqual([]);
});
