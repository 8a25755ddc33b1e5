import type { BuildStep, DockerfileFacts, Rebuild } from '../../src/core/evidence/index.ts';
import { compilerIn, type Installer, installerIn } from './installers.ts';

/** An installation that was carried out again although only the source had changed. */
export interface Repeated {
  rebuild: Rebuild;
  step: BuildStep;
  /** null for a script that fetched packages. */
  installer: Installer | null;
  /** The COPY before it that brought the changed file in; null when the change came another way. */
  copy: BuildStep | null;
}

/** The first installation of a second build that did not come from the cache. */
export function repeatedIn(rebuild: Rebuild, dockerfile: DockerfileFacts | undefined): Repeated | null {
  // What has no line belongs to the Dockerfile of another service.
  const steps = rebuild.steps.filter(({ line }) => line !== null);
  const step = steps.find((one) => !one.cached && isRepeated(one, steps));
  if (step === undefined) return null;
  const installer = installerIn(step.instruction) ?? compilerIn(step.instruction);
  const before = steps
    .slice(0, steps.indexOf(step))
    .filter(({ cached, instruction }) => !cached && isCopy(instruction));
  const stage = stageOf(dockerfile, step);
  const copy = before.find((one) => stageOf(dockerfile, one) === stage) ?? before[0] ?? null;
  return { rebuild, step, installer, copy };
}

/** The steps of a build that install something, or compile and fetch while they do. */
export function installations(steps: readonly BuildStep[]): BuildStep[] {
  return steps.filter((step) => isRun(step) && (installerIn(step.instruction) || fetchesPackages(step)));
}

/** Where the same program has installed before, from the cache, it only adds the application itself, unless it fetches again. */
function isRepeated(step: BuildStep, steps: readonly BuildStep[]): boolean {
  if (!isRun(step)) return false;
  if (fetchesPackages(step)) return true;
  const installer = installerIn(step.instruction);
  if (installer === null) return false;
  return !steps.some((one) => one.cached && isRun(one) && installerIn(one.instruction)?.name === installer.name);
}

/** Other programs download too, and what they get may well belong to the source. */
function fetchesPackages({ fetched, instruction }: BuildStep): boolean {
  return fetched && (installerIn(instruction) ?? compilerIn(instruction) ?? SCRIPT.exec(instruction)) !== null;
}

const SCRIPT = /\bmake\b|\.sh\b/;

function isRun({ instruction }: BuildStep): boolean {
  return instruction.startsWith('RUN ');
}

function isCopy(instruction: string): boolean {
  return /^(COPY|ADD) /.test(instruction);
}

function stageOf(dockerfile: DockerfileFacts | undefined, { line }: BuildStep): number | undefined {
  return dockerfile?.instructions.find((one) => one.line === line)?.stage;
}
