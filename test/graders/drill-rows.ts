import type { DrillName } from '../../src/core/evidence/drills.ts';
import type { CompleteEvidence } from '../../src/core/evidence/index.ts';
import { ended, evidenceWith, REFUSED, stateNamed } from './evidence.ts';
import type { Loses } from './grader-table.ts';

/** What no line that reads a drill may ever take for a failed drill. */
export function notMadeRows(drill: DrillName, part: 'health' | 'crashes' | 'stops' | 'replace'): Loses[] {
  return [
    {
      name: 'the drill was not asked for',
      evidence: without(part, ({ drills }) => {
        drills.asked = drills.asked.filter((one) => one !== drill);
      }),
      verdict: 'blocked',
      by: 'drills',
      message: { en: /not asked for/ },
    },
    {
      name: 'the stack was no longer there',
      evidence: without(part, ({ drills }) => {
        drills.reason = { en: 'the application does not run any more', es: 'la aplicación ya no está en marcha' };
      }),
      verdict: 'blocked',
      by: 'drills',
      message: { en: /does not run any more/ },
    },
    {
      name: 'the machine cannot do it',
      evidence: without(part),
      verdict: 'blocked',
      by: 'drills',
      message: { en: /cannot be made on the machine/ },
    },
    {
      name: 'the application never answered',
      evidence: without(part, ({ probe }) => {
        Object.assign(probe.ready, { answer: REFUSED, ok: false });
      }),
      verdict: 'blocked',
      by: 'app-responds',
      message: { en: /web does not answer/ },
    },
    {
      name: 'the application died at the start',
      evidence: without(part, (evidence) => {
        Object.assign(evidence.probe.ready, { answer: REFUSED, ok: false });
        for (const attempt of evidence.start.attempts) attempt.ready = false;
        Object.assign(stateNamed(evidence, 'web'), ended('web', 1, 'boom'));
      }),
      verdict: 'blocked',
      by: 'stack-starts',
      message: { en: /web did not start/ },
    },
    {
      name: 'nothing is built',
      evidence: without(part, ({ resolve }) => {
        Object.assign(resolve, { applications: [], dockerfiles: [] });
      }),
      verdict: 'blocked',
      by: 'dockerfile-present',
      message: { en: /built from a Dockerfile of yours/ },
    },
  ];
}

function without(
  part: 'health' | 'crashes' | 'stops' | 'replace',
  change: (evidence: CompleteEvidence) => void = () => undefined,
): CompleteEvidence {
  return evidenceWith((evidence) => {
    evidence.drills[part] = null;
    change(evidence);
  });
}
