import { defaultRubric, diagnoses, graders } from '../../graders/index.ts';
import { parseAssignment } from '../../src/core/assignment/parse.ts';
import { computeGrade } from '../../src/core/grades.ts';
import { newId } from '../../src/core/job.ts';
import { type Judgement, judge, score } from '../../src/core/judge.ts';
import type { Person } from '../../src/store/contract/people.ts';
import type { Ending } from '../../src/store/contract/submissions.ts';
import type { Store } from '../../src/store/store.ts';
import { goodEvidence } from '../../test/graders/evidence.ts';
import { goodRun } from '../../test/support/runs.ts';

const FIRST = [
  'Ana',
  'Álvaro',
  'Bea',
  'Carlos',
  'Diego',
  'Elena',
  'Fátima',
  'Gonzalo',
  'Íñigo',
  'Lucía',
  'María',
  'Zoë',
];
const LAST = [
  'García',
  'Fernández',
  'Ibáñez',
  'López',
  'Núñez',
  'Ortega',
  'Pérez',
  'Quiroga',
  'Ramos',
  'Vidal',
  'Yáñez',
];
const START = Date.parse('2026-03-02T08:00:00Z');
/** How many are brought into the books at once: they share a transaction. */
const TOGETHER = 64;

/**
 * A class: so many students in each of so many assignments, of whom nine in ten handed in and every fourth lost what the evidence lost. All of it through the
 * contract of the store, as the service writes it; the facts of the runs are there for the first alone, for no table reads them.
 * @returns ids of the assignments, and of a submission with all its facts
 */
export async function addClass(store: Store, students: number, assignments: number) {
  const teacher = await store.people.add({
    ...{ id: newId(), role: 'teacher', name: 'Tea Cher', email: 'tea@example.com', github: null },
    createdAt: new Date(START).toISOString(),
  });
  const rows = Array.from({ length: students }, (_, index) => ({
    name: `${FIRST[index % FIRST.length]} ${LAST[index % LAST.length]} ${index}`,
    email: `student${index}@example.com`,
    github: index % 3 === 0 ? `student-${index}` : null,
  }));
  const ids = Array.from({ length: assignments }, (_, index) => `activity-${index + 1}`);
  let rich = '';
  for (const [number, id] of ids.entries()) {
    const source = `id: ${id}\ntitle: Activity ${number + 1}\ndue: 2026-03-02T18:00:00Z\nlate: { pointsPerDay: 10, days: 3 }\n`;
    const assignment = parseAssignment(source, 'bench.yaml', defaultRubric);
    const publishedAt = new Date(START).toISOString();
    await store.assignments.publish({ assignment, source, publishedAt, publishedBy: teacher.id });
    const people = (await store.people.setRoster(id, rows, publishedAt)).map(({ person }) => person);
    const judged = variants(assignment.rubric);
    for (let start = 0; start < people.length; start += TOGETHER) {
      const done = await Promise.all(
        people.slice(start, start + TOGETHER).map((person, index) => handIn(person, start + index, number)),
      );
      rich ||= done.find((one) => one !== null) ?? '';
    }

    async function handIn(person: Person, index: number, shift: number): Promise<string | null> {
      if ((index + shift) % 10 === 9) return null;
      const submission = newId();
      const acceptedAt = new Date(START + (index % 1000) * 60_000 * (index % 7 === 0 ? 2 : 0.5)).toISOString();
      const repository = `https://github.com/student-${index}/homework`;
      const draft = { id: submission, person: person.id, assignment: id, digest: assignment.digest, repository };
      await store.submissions.accept(
        { ...draft, ref: null, commit: null, source: 'hand-in', acceptedAt },
        { limit: null, idempotencyKey: null, requestDigest: 'bench' },
      );
      const evidence = index === 0 ? goodEvidence() : {};
      const run = goodRun({ id: submission, repository, ref: null, assignment }, submission, evidence);
      const lines = judged[(index * 7 + shift) % judged.length] ?? [];
      const result = { id: newId(), submission, assignment: id, digest: assignment.digest, lines, ...score(lines) };
      const ending: Ending = { outcome: 'graded', run, result: { ...result, createdAt: acceptedAt }, tries: 1 };
      await store.submissions.finish(submission, ending, acceptedAt, (attempts) => computeGrade(assignment, attempts));
      return submission;
    }
  }
  return { teacher, assignments: ids, submission: rich };
}

/** Judged evidence, and the same with lines lost: the first of them most often. */
function variants(rubric: Record<string, number>): Judgement[][] {
  const good = judge(goodEvidence(), rubric, graders, diagnoses);
  const lost = judge({ fetch: goodEvidence().fetch }, rubric, graders, diagnoses);
  return Array.from({ length: 23 }, (_, variant) =>
    good.map((line, index) => (variant % (index + 2) === 1 || variant > 20 ? (lost[index] ?? line) : line)),
  );
}
