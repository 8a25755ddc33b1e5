import { DRILLS } from '../../src/core/evidence/drills.ts';
import type {
  ColdStart,
  CompleteEvidence,
  Evidence,
  PersistenceEvidence,
  Rung,
} from '../../src/core/evidence/index.ts';
import { coldStart } from '../persistence/cold-start.ts';
import { ensureMarkers, experiment, type Markers, type Subject } from '../persistence/experiment.ts';
import { holdingBack } from '../persistence/hold.ts';
import { databaseAway } from '../persistence/outage.ts';
import { reasonFor, summary } from '../persistence/words.ts';
import { isReady, untilReady } from '../stack/ready.ts';
import { removeServices, takeDown } from '../stack/take-down.ts';
import { type UpOptions, up } from '../stack/up.ts';
import type { RunContext, Stage, StageResult } from './stage.ts';
import { needed } from './workpieces.ts';

const UP = 90_000;

/**
 * The ladder (lessons.md): database away and back; database and application made anew; everything down and up; volumes removed. Each rung
 * starts with a marker that is there.
 */
export const persistenceStage: Stage<'persistence'> = {
  name: 'persistence',
  // Four rungs, and what the cold start leaves dead comes up once more.
  deadline: ({ assignment }) => 5 * (UP + assignment.ready.within * 1000),
  run,
};

type Facts = Pick<CompleteEvidence, 'resolve' | 'start' | 'probe'>;

async function run(context: RunContext, evidence: Evidence): Promise<StageResult<'persistence'>> {
  const facts = {
    resolve: needed(evidence, 'resolve'),
    start: needed(evidence, 'start'),
    probe: needed(evidence, 'probe'),
  };
  const { database, port } = facts.start;
  if (!database) return nothing({ en: 'the stack has no database', es: 'el stack no tiene base de datos' });
  if (!database.running) return nothing({ en: 'the database does not run', es: 'la base de datos no está en marcha' });
  const answers = facts.probe.ready.ok && facts.resolve.app !== null && port !== null;
  const subject: Subject = {
    context,
    database,
    app: answers && facts.resolve.app ? { service: facts.resolve.app.service, port } : null,
  };
  let markers = await ensureMarkers(subject, { app: null, client: null });
  const way = markers.app ? 'application' : markers.client ? 'client' : 'none';

  context.say({ en: 'database away and back', es: 'se quita y se devuelve la base de datos' });
  const outage = await databaseAway(subject, facts.probe, markers);
  const rungs: PersistenceEvidence['ladder'] = { restart: outage.rung, recreate: null, downUp: null, fresh: null };
  let cold: ColdStart | null | undefined;
  const changes: Record<keyof typeof SAID, () => Promise<boolean>> = {
    recreate: () => backUp(subject, facts, () => removeServices(context, facts.resolve, madeAnew(facts))),
    downUp: async () => {
      const seen = await downAndUp(subject, facts, markers);
      cold = seen.cold;
      return seen.cameUp;
    },
    fresh: () => backUp(subject, facts, () => takeDown(context, facts.resolve, { volumes: true })),
  };
  let before = outage.rung;
  for (const name of ['recreate', 'downUp', 'fresh'] as const) {
    context.say(SAID[name]);
    markers = await ensureMarkers(subject, stillThere(markers, before));
    before = await experiment(subject, markers, changes[name]);
    rungs[name] = before;
  }
  const reason = reasonFor(way, context, subject);
  return {
    evidence: {
      way,
      reason,
      away: outage.away,
      recovery: outage.recovery,
      ...(cold !== undefined && { coldStart: cold }),
      ladder: rungs,
    },
    detail: summary(rungs),
  };
}

const SAID = {
  recreate: { en: 'containers made anew', es: 'contenedores nuevos' },
  downUp: { en: 'down and up', es: 'down y up' },
  fresh: { en: 'fresh volume', es: 'volumen nuevo' },
};

/**
 * Everything down and up, with the database held back at first where that is asked for and can be done. Where the stack came up only without
 * waiting for what never gets healthy, nobody can say what it does when it waits.
 */
async function downAndUp(
  subject: Subject,
  facts: Facts,
  markers: Markers,
): Promise<{ cold: ColdStart | null | undefined; cameUp: boolean }> {
  const { context, app, database } = subject;
  const down = () => takeDown(context, facts.resolve, { volumes: false });
  if (!(context.job.drills ?? DRILLS).includes('cold-start'))
    return { cold: undefined, cameUp: await backUp(subject, facts, down) };
  const can = app && !howUp(app, facts).unwaiting;
  const holding = can ? await holdingBack(context, database.service) : null;
  if (holding === null) return { cold: null, cameUp: await backUp(subject, facts, down) };
  await down();
  const seen = await coldStart(subject, facts.resolve, markers, { call: holding, timeout: UP });
  return seen ?? { cold: null, cameUp: await backUp(subject, facts, () => Promise.resolve()) };
}

/** After something was removed: up, and the application ready as at the first start. Tells whether it came up. */
async function backUp({ context, app }: Subject, facts: Facts, remove: () => Promise<void>): Promise<boolean> {
  await remove();
  const { failure } = await up(context, UP, howUp(app, facts));
  if (!app) return failure === null;
  return isReady(
    await untilReady(context, app, context.job.assignment.ready.within * 1000),
    context.job.assignment.ready,
  );
}

/**
 * Where no application answers, the database is enough; and who waited in vain at the start for a service to get healthy would do so again
 * at each rung.
 */
function howUp(app: Subject['app'], { start }: Facts): UpOptions {
  if (!app) return { alone: start.database?.service ?? '' };
  return { unwaiting: start.attempts.at(-1)?.failure !== null };
}

/** The application is made anew with its database, so that data in its memory or in its own layer unmasks itself. */
function madeAnew({ resolve, start }: Facts): Set<string> {
  return new Set([...resolve.applications, resolve.app?.service ?? '', start.database?.service ?? '']);
}

/** A marker that the last rung did not find has to be written again before the next. What the application found, the database still holds. */
function stillThere(markers: Markers, { application, client }: Rung): Markers {
  const there = application === 'found' || client === 'found';
  return { app: application === 'found' ? markers.app : null, client: there ? markers.client : null };
}

function nothing(reason: PersistenceEvidence['reason']): StageResult<'persistence'> {
  const ladder = { restart: null, recreate: null, downUp: null, fresh: null };
  return { evidence: { way: 'none', reason, away: null, recovery: null, ladder }, detail: reason };
}
