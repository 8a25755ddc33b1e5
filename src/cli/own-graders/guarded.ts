import type { Evidence } from '../../core/evidence/index.ts';
import type { Grader } from '../../core/grader.ts';
import { type Verdict, verdictSchema } from '../../core/verdict.ts';
import { noSilentEnd } from './no-silent-end.ts';
import { placeIn } from './place-in.ts';
import { readOnly } from './read-only.ts';
import type { OwnGraderFile } from './schema.ts';

/** A grader of a teacher's own that cannot spoil more than its line: whatever is wrong with it becomes an `error`, which costs no points and says what. */
export function guarded({ examples, drills, ...grader }: OwnGraderFile, file: string): Grader {
  const shown = examples && { examples };
  return { ...grader, ...shown, ...(drills && { drills }), judge: (evidence) => verdictOf(grader, file, evidence) };
}

function verdictOf(
  { judge, needs }: Pick<OwnGraderFile, 'judge' | 'needs'>,
  file: string,
  evidence: Evidence,
): Verdict {
  const judged = noSilentEnd(file);
  let said: unknown;
  try {
    said = judge(readOnly(evidence, needs) as Required<Evidence>);
  } catch (error) {
    return fault(`${placeIn(file, error)}: judge threw ${String(error)}`);
  } finally {
    judged();
  }
  if (said instanceof Promise) {
    said.catch(() => undefined);
    return fault(`${file}: judge gave back a promise, expected a verdict: it decides at once, without "async"`);
  }
  const parsed = verdictSchema.safeParse(said);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.') || 'verdict'}: ${message}`);
  return fault(
    `${file}: judge gave back no verdict, expected pass(…), partial(…), fail(…) or blocked(…)\n${lines.join('\n')}`,
  );
}

function fault(text: string): Verdict {
  return {
    verdict: 'error',
    message: {
      en: 'This check failed because of a fault in a grader of your course, not in your work. It costs no points.',
      es: 'Esta comprobación falló por un error en un corrector de tu curso, no de tu trabajo. No resta puntos.',
    },
    evidence: [{ kind: 'text', title: { en: 'Fault', es: 'Error' }, text }],
  };
}
