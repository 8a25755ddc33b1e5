import { DRILLS, type DrillName } from '../../src/core/evidence/drills.ts';
import type { DrillsEvidence, Evidence } from '../../src/core/evidence/index.ts';
import { inEach, type Text } from '../../src/core/text.ts';
import { crashDrill } from '../drills/crash.ts';
import { findGround, type Ground, standUp, startStopped } from '../drills/ground.ts';
import { healthDrill } from '../drills/health.ts';
import { rebuildDrill } from '../drills/rebuild.ts';
import { beforeReplace, replaceDrill } from '../drills/replace.ts';
import { stopDrill } from '../drills/stop.ts';
import type { RunContext, Stage, StageResult } from './stage.ts';
import { together } from './together.ts';

/** The experiments that the ladder does not make. */
export const drillsStage: Stage<'drills'> = { name: 'drills', deadline: () => 300_000, run };

/** Those that need the stack. */
const ON_THE_STACK: readonly DrillName[] = ['health', 'crash', 'stop', 'replace'];

type OnTheStack = Pick<DrillsEvidence, 'reason' | 'crashes' | 'stops' | 'replace'>;
type Make = <Result>(drill: DrillName, experiment: () => Promise<Result>) => Promise<Result | null>;

async function run(context: RunContext, evidence: Evidence): Promise<StageResult<'drills'>> {
  const asked = context.job.drills ?? [...DRILLS];
  const took: DrillsEvidence['took'] = [];
  const make: Make = async (drill, experiment) => {
    if (!asked.includes(drill)) return null;
    context.say(SAID[drill]);
    const started = performance.now();
    const result = await experiment();
    took.push({ drill, seconds: (performance.now() - started) / 1000 });
    return result;
  };
  const found = ON_THE_STACK.some((drill) => asked.includes(drill)) ? await findGround(context, evidence) : null;
  const ground = found && 'services' in found ? found : null;
  const reason = found && 'en' in found ? found : null;
  // A build takes nothing from the stack.
  const [health, rebuilds] = await together(context, [
    async (part) => ground && make('health', () => healthDrill({ ...ground, context: part })),
    (part) => make('rebuild', () => rebuildDrill(part, evidence)),
  ]);
  const rest = ground
    ? await takeAndBringBack(ground, asked, make)
    : { reason, crashes: null, stops: null, replace: null };
  return { evidence: { asked, rebuilds, health, ...rest, took }, detail: reason ?? summary(took) };
}

/**
 * One start serves two: what `stop` ended is made anew by `replace`. The crash comes last, because what it leaves dead nobody needs any more,
 * and because who is asked to end must have run for a while.
 */
async function takeAndBringBack(ground: Ground, asked: readonly DrillName[], make: Make): Promise<OnTheStack> {
  const before = asked.includes('replace') ? await beforeReplace(ground) : null;
  const stops = await make('stop', () => stopDrill(ground));
  const replace = before && (await make('replace', () => replaceDrill(ground, before)));
  const there = replace ? replace.ready : !asked.includes('crash') || (await standUp(ground));
  const crashes = there ? await make('crash', () => crashDrill(ground)) : null;
  // Whoever keeps the stack wants to find it running.
  await startStopped(ground);
  return { reason: there ? null : NOT_BACK, crashes, stops, replace };
}

const NOT_BACK: Text = {
  en: 'the application did not come back after it was stopped or made anew',
  es: 'la aplicación no volvió después de detenerla o crearla de nuevo',
};

const SAID: Record<DrillName, Text> = {
  'cold-start': { en: 'cold start', es: 'arranque en frío' },
  rebuild: { en: 'rebuild', es: 'reconstrucción' },
  health: { en: 'health checks', es: 'comprobaciones de salud' },
  crash: { en: 'crash', es: 'caída' },
  stop: { en: 'stop', es: 'parada' },
  replace: { en: 'new containers', es: 'contenedores nuevos' },
};

function summary(took: DrillsEvidence['took']): Text {
  if (took.length === 0) return { en: 'nothing to do', es: 'nada que hacer' };
  return inEach((lang) => took.map(({ drill, seconds }) => `${SAID[drill][lang]} ${seconds.toFixed(1)} s`).join(', '));
}
