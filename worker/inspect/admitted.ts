import type { ComposeModel, ComposeService } from '../admission/model.ts';
import type { EngineFacts } from '../engine/engine.ts';

/** What an object of the engine is held against: the model as it was admitted, which lies in memory, where nothing can change it. */
export interface Admitted {
  model: ComposeModel;
  /** Labels of every object of the run. */
  labels: Record<string, string>;
  /** Folder of the run: no mounted file lies anywhere else. */
  folder: string;
  engine: EngineFacts;
}

/** One service of it. */
export interface AdmittedService extends Admitted {
  name: string;
  service: ComposeService;
}
