import type { Evidence, EvidenceStage } from '../../src/core/evidence/index.ts';
import type { GitHost } from '../../src/core/git-hosts.ts';
import type { GradingJob } from '../../src/core/job.ts';
import type { Text } from '../../src/core/text.ts';
import type { ComposeModel } from '../admission/model.ts';
import type { Scanner } from '../build/scan.ts';
import type { ComposeSource } from '../compose/locate.ts';
import type { ComposeCall, Engine } from '../engine/engine.ts';
import type { Prober } from '../prober/prober.ts';
import type { Seal } from '../sealed/seal.ts';

/** A place on this machine that containers may write to, and where its content as it was handed in lies. Absolute paths. */
export interface WritableBind {
  path: string;
  pristine: string;
}

/** Made by resolve: the model as Compose's loader gives it, and the files it came from. Made by admit: the file that runs. */
export interface Workpieces {
  model: unknown;
  sources: ComposeSource[];
  /** What the repository's `.env` and the assignment set. */
  variables: Record<string, string>;
  /** Names of the repository's `.env` that were left out of them. */
  reserved: readonly string[];
  /** How Compose is called for the admitted file; null until it is there. */
  admitted: ComposeCall | null;
  /** What that file says, as it was admitted: what the engine makes of it is held against this. */
  admittedModel: ComposeModel | null;
  /** Ids of containers that were found to be as admitted. */
  readonly inspected: Set<string>;
  writableBinds: WritableBind[];
  /** Values that must not be shown. */
  secrets: Set<string>;
  /** Values that stand in the open: a secret that equals one of them is not hidden. */
  open: Set<string>;
}

/** What every stage works with. Made anew for each run. */
export interface RunContext {
  readonly job: GradingJob;
  readonly engine: Engine;
  readonly prober: Prober;
  /** In which Compose reads files: @throws DockgradeError `sandbox-missing`. */
  seal(): Promise<Seal>;
  /** null where none is configured. */
  readonly scanner: Scanner | null;
  /** Hosts that the operator named: where one of them has an address, a repository on it is fetched from there. */
  readonly gitHosts: readonly GitHost[];
  /** The folder of this run: `checkout/` (what was handed in), `context/` (what is built and mounted), `compose.json` (what runs). */
  readonly folder: string;
  /** Value of the owner label. */
  readonly owner: string;
  /** The control group of everything of this submission together, as the engine names it; null in an engine that is not ours. */
  readonly group: string | null;
  /** Aborts when the run is cancelled, or its total time or this stage's time is over. */
  readonly signal: AbortSignal;
  /** What the recorded containers mounted: volumes that carry no label are found again by it. Filled by whoever looks at containers. */
  readonly volumes: Set<string>;
  /** What one stage makes and a later one needs, and no report shows. */
  readonly work: Workpieces;
  /** Hides the secrets of the submission in a text that will be recorded. */
  mask(text: string): string;
  /** A word about what is going on, for whoever watches. A plain string holds for every language: a name, a program's own words. */
  say(detail: Text | string): void;
  /** The last lines of what this stage prints, for whoever watches: see `liveLog`. */
  showLog(lines: string[]): void;
}

/** A stage that ran. `halt` says why the stages after it are skipped; teardown never is. */
export interface StageResult<Name extends EvidenceStage> {
  evidence: Required<Evidence>[Name];
  /** A few words for the time line. */
  detail: Text;
  halt?: boolean;
}

export interface Stage<Name extends EvidenceStage> {
  name: Name;
  /** Milliseconds, given what the assignment allows in all. */
  deadline(job: GradingJob): number;
  run(context: RunContext, evidence: Evidence): Promise<StageResult<Name>>;
}
