import type { DrillName } from '../../src/core/evidence/drills.ts';
import type { CompleteEvidence } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { applicationCause, type Cause, dockerfileCause } from './cause.ts';

type Seen = Pick<CompleteEvidence, 'resolve' | 'start' | 'probe' | 'drills'>;

/** Whose doing it is that nothing can be experimented with; null when nobody keeps the drills from being made. */
export function groundCause({ resolve, start, probe }: Omit<Seen, 'drills'>): Cause | null {
  // A program that nobody asks over HTTP can be taken away and brought back all the same.
  if (resolve.app === null && resolve.applications.length > 0) return null;
  const cause = applicationCause(resolve, start, probe);
  return cause ?? (resolve.applications.length === 0 ? dockerfileCause(resolve) : null);
}

/**
 * Why there is nothing to see of a drill, although nobody is the cause of it.
 * @param facts what it left: nothing, or an empty list where nothing ran when its turn came
 */
export function notMade(drill: DrillName, { asked, reason }: CompleteEvidence['drills'], facts: unknown = null): Cause {
  if (!asked.includes(drill)) return notAsked;
  if (reason !== null) return because(reason);
  return facts === null ? outOfReach : because(nothingRan);
}

export const notAsked: Cause = {
  by: 'drills',
  message: {
    en: 'Not looked at: this experiment was not asked for in this run.',
    es: 'No se miró: en esta corrida no se pidió este experimento.',
  },
};

const outOfReach: Cause = {
  by: 'drills',
  message: {
    en: 'Not looked at: this experiment cannot be made on the machine that graded.',
    es: 'No se miró: este experimento no se puede hacer en la máquina que corrigió.',
  },
};

const nothingRan: Text = {
  en: 'no application ran any more when it was to be tried',
  es: 'ninguna aplicación seguía en marcha cuando había que probarlo',
};

function because(reason: Text): Cause {
  return { by: 'drills', message: { en: `Not looked at: ${reason.en}.`, es: `No se miró: ${reason.es}.` } };
}
