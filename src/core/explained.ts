import type { Diagnosis } from './diagnosis.ts';
import type { Evidence } from './evidence/index.ts';
import type { DiagnosisLine, Judgement } from './judge.ts';

/** Puts each diagnosis that finds something into the first lost line that it can explain. One that throws says so: it only ever adds to a verdict. */
export function explained(
  lines: readonly Judgement[],
  evidence: Evidence,
  diagnoses: readonly Diagnosis[],
): Judgement[] {
  const added = new Map<string, DiagnosisLine[]>();
  for (const diagnosis of diagnoses) {
    const line = lines.find(({ grader, verdict }) => isLost(verdict) && diagnosis.explains.includes(grader.id));
    const found = line && finding(diagnosis, evidence);
    if (found) added.set(line.grader.id, [...(added.get(line.grader.id) ?? []), found]);
  }
  return lines.map((line) => ({ ...line, diagnoses: added.get(line.grader.id) ?? [] }));
}

function isLost({ verdict }: Judgement['verdict']): boolean {
  return verdict === 'fail' || verdict === 'partial';
}

function finding(diagnosis: Diagnosis, evidence: Evidence): DiagnosisLine | null {
  const { id, title, about, needs } = diagnosis;
  if (needs.some((stage) => evidence[stage] === undefined)) return null;
  const said = { id, title, why: about.why, evidence: [] };
  try {
    const found = diagnosis.find(evidence as Required<Evidence>);
    return found && { ...said, ...found };
  } catch (error) {
    const evidence = [{ kind: 'text' as const, title: { en: 'Fault', es: 'Error' }, text: String(error) }];
    return { ...said, message: FAULT, remedy: about.mend, evidence };
  }
}

const FAULT = {
  en: 'Whether this is the cause could not be told, because of a fault in the grader, not in your work.',
  es: 'No se pudo saber si esta es la causa, por un error del corrector, no de tu trabajo.',
};
