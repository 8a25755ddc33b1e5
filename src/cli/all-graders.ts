import { GROUPS, type Grader } from '../core/grader.ts';
import { diagnoses, graderOf, graders } from './registry.ts';

/** Every grader in the order of the report: those of dockgrade, and in each group after them those of a folder. Throws `grader-invalid`. */
export async function allGraders(folder: string | null): Promise<readonly Grader[]> {
  if (folder === null) return graders;
  const { loadOwnGraders } = await import('./own-graders/load.ts');
  const taken = [...graders, ...diagnoses].map(({ id }) => id);
  const own = await loadOwnGraders(folder, taken);
  return GROUPS.flatMap((group) => [...graders, ...own].filter((grader) => grader.group === group));
}

/** Those that `--only` names, all without it. Throws `usage` for an unknown id. */
export function chosenGraders(all: readonly Grader[], only: string | undefined): readonly Grader[] {
  if (only === undefined) return all;
  const ids = only.split(',').map((id) => graderOf(id.trim(), all).id);
  return all.filter(({ id }) => ids.includes(id));
}
