import { DockgradeError } from '../core/errors.ts';
import type { Rubric } from '../core/judge.ts';
import type { JudgedRun } from '../core/report/make.ts';
import { type Report, reportSchema } from '../core/report/schema.ts';
import { same } from '../core/text.ts';
import { readInput } from './input.ts';

/** The facts of a report that was stored as JSON, and the assignment and the points that it was judged by. Throws `usage` for anything else. */
export async function storedReport(file: string): Promise<Omit<JudgedRun, 'lines'> & { rubric: Rubric }> {
  const { outcome, results, assignment, stages, ...rest } = parsed(await readInput(file, 'report'), file);
  if (outcome === 'error') throw unfit(file, 'its run ended by a fault of ours, so it holds no facts to judge');
  return {
    ...rest,
    outcome,
    assignment: { ...assignment, title: same(assignment.title) },
    stages: stages.map((stage) => ({ ...stage, detail: same(stage.detail) })),
    rubric: Object.fromEntries(results.map(({ grader, points }) => [grader, points.possible])),
  };
}

function parsed(bytes: Uint8Array, file: string): Report {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw unfit(file, `it is no JSON (${(error as Error).message})`);
  }
  const report = reportSchema.safeParse(value);
  if (report.success) return report.data;
  const [first] = report.error.issues;
  throw unfit(
    file,
    `it does not fit docs/report.schema.json (${first?.path.join('.') || 'report'}: ${first?.message})`,
  );
}

function unfit(file: string, reason: string): DockgradeError {
  return new DockgradeError('usage', `the report ${JSON.stringify(file)} cannot be judged: ${reason}`, {
    remedy: '`dockgrade grade REPOSITORY --format json --output report.json` stores one.',
  });
}
