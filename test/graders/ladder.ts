import type { CompleteEvidence, PersistenceEvidence, Rung } from '../../src/core/evidence/index.ts';
import { ANONYMOUS, evidenceWith, LOST, REFUSED, rung, serviceNamed } from './evidence.ts';

type Step = keyof PersistenceEvidence['ladder'];

/** Good evidence with one rung as given. */
export function onLadder(
  step: Step,
  seen: Rung | null,
  change: (evidence: CompleteEvidence) => void = () => undefined,
): CompleteEvidence {
  return evidenceWith((evidence) => {
    evidence.persistence.ladder[step] = seen;
    change(evidence);
  });
}

/** What no rung that looks for data may ever take for lost data. */
export function causes(step: Step) {
  return [
    {
      name: 'there is no database',
      evidence: onLadder(step, LOST, ({ resolve }) => {
        resolve.database = null;
      }),
      verdict: 'blocked' as const,
      by: 'database-is-a-service',
      message: { en: /no service that is a database/ },
    },
    {
      name: 'the database died at the start',
      evidence: onLadder(step, null, ({ start }) => {
        if (start.database) start.database.running = false;
      }),
      verdict: 'blocked' as const,
      by: 'stack-starts',
      message: { en: /db does not run/ },
    },
    {
      name: 'the marker was never stored',
      evidence: onLadder(step, rung({ written: false, found: null, decidedBy: 'nobody' })),
      verdict: 'blocked' as const,
      by: 'endpoints-work',
      message: { en: /did not store the marker/ },
    },
    {
      name: 'the application does not answer, and nobody else can be asked',
      evidence: onLadder(step, null, ({ start }) => {
        for (const attempt of start.attempts) Object.assign(attempt, { ready: false, answer: REFUSED });
      }),
      verdict: 'blocked' as const,
      by: 'app-responds',
      message: { en: /web does not answer/ },
    },
    {
      name: 'neither way leads to the data',
      evidence: onLadder(step, null, ({ persistence }) => {
        persistence.way = 'none';
      }),
      verdict: 'blocked' as const,
      by: 'persistence',
      message: { en: /Could not be told/ },
    },
    {
      name: 'the application does not speak any more afterwards',
      evidence: onLadder(
        step,
        rung({ application: 'no-answer', client: 'not-asked', found: null, decidedBy: 'nobody' }),
      ),
      verdict: 'blocked' as const,
      by: 'recovers-from-database-outage',
      message: { en: /did not answer any more/ },
    },
    {
      name: 'the database does not come back',
      evidence: onLadder(step, rung({ found: null, decidedBy: 'nobody', startedAgain: false })),
      verdict: 'blocked' as const,
      by: 'persistence',
      message: { en: /did not come back/ },
    },
  ];
}

/** Without a volume the image makes an anonymous one. */
export function withoutVolume(evidence: CompleteEvidence): void {
  serviceNamed(evidence, 'db').mounts = [];
  evidence.resolve.volumes = [];
  if (evidence.start.database) evidence.start.database.dataMount = ANONYMOUS;
}

export const THROUGH_CLIENT = rung({ application: 'not-asked', decidedBy: 'client', answer: null });
export const SCHEMA_DROPPED = rung({ application: 'lost', client: 'found', found: false });

/** The application answers as well without its database. */
export function inMemory({ persistence }: CompleteEvidence): void {
  if (persistence.away) persistence.away.degraded = false;
}
