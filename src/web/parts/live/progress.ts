import { STAGES, type StageName } from '../../../core/stages.ts';
import type { State } from '../../../core/submission.ts';
import type { LiveEventWire } from '../../../core/wire/event.ts';

/** A stage as it is shown while a submission is graded. */
export interface LiveStage {
  stage: StageName;
  state: 'ahead' | 'running' | 'ran' | 'skipped' | 'failed';
  /** When it began, by the worker's clock: ISO 8601; null for one that is ahead or was skipped. */
  since: string | null;
  /** How long it took; null while it has not ended. */
  seconds: number | null;
  detail: string;
  /** The last lines that it printed; none when it has ended. */
  log: readonly string[];
}

/** What the events of a submission come to. */
export interface LiveProgress {
  state: State;
  /** How often a worker has begun with it. */
  tries: number;
  /** Those of the newest try, in their order. */
  stages: readonly LiveStage[];
}

export const NOTHING_YET: LiveProgress = { state: 'waiting', tries: 0, stages: STAGES.map(ahead) };

/** The progress after one more event. Every try begins with no stage done. Pure. */
export function after(progress: LiveProgress, event: LiveEventWire): LiveProgress {
  switch (event.type) {
    case 'end':
      return progress;
    case 'state': {
      const hasEnded = event.state === 'finished' || event.state === 'cancelled';
      return { state: event.state, tries: event.try, stages: hasEnded ? progress.stages : NOTHING_YET.stages };
    }
    default:
      return {
        ...progress,
        stages: progress.stages.map((one) => (one.stage === event.stage ? told(one, event) : one)),
      };
  }
}

function told(one: LiveStage, event: Exclude<LiveEventWire, { type: 'state' | 'end' }>): LiveStage {
  switch (event.type) {
    case 'stage-started':
      return { ...ahead(event.stage), state: 'running', since: event.at };
    case 'stage-detail':
      return { ...one, detail: event.detail };
    case 'stage-log':
      return { ...one, log: event.lines };
    case 'stage-ended':
      return { ...one, state: event.outcome, seconds: event.seconds, detail: event.detail, log: [] };
  }
}

function ahead(stage: StageName): LiveStage {
  return { stage, state: 'ahead', since: null, seconds: null, detail: '', log: [] };
}
