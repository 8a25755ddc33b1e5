import type { Grader } from '../../core/grader.ts';
import type { Lang } from '../../core/text.ts';
import type { GraderStatistics } from '../../core/wire/statistics.ts';
import type { GradeStatistics } from '../../store/contract/grades.ts';
import { possiblePoints } from '../assignments/view.ts';
import { notFound, requireTeacher } from '../people/guard.ts';
import type { GradeService, ServiceDependencies } from '../service.ts';

/** How a class did. */
export function gradeStatistics({
  store,
  graders,
}: Pick<ServiceDependencies, 'store' | 'graders'>): Pick<GradeService, 'statistics'> {
  const known = new Map(graders.map((grader) => [grader.id, grader]));
  return {
    async statistics(viewer, id, lang) {
      requireTeacher(viewer);
      const version = await store.assignments.current(id);
      if (!version) throw notFound('assignment', id);
      const { people, submitted, late, scores, verdicts } = await store.grades.statistics(id);
      const { assignment } = version;
      return {
        assignment: { id, title: assignment.title[lang], possible: possiblePoints(assignment, graders) },
        ...{ people, submitted, late, scores },
        missing: people - submitted,
        graders: Array.from(
          Map.groupBy(verdicts, ({ grader }) => grader),
          ([grader, counts]) => graderView(grader, counts, known.get(grader), lang),
        ).sort(byLoss),
      };
    },
  };
}

/** Of lines that as many lost first those that they lost by themselves, then those that were behind an earlier stage. */
function byLoss(a: GraderStatistics, b: GraderStatistics): number {
  return b.lost / b.people - a.lost / a.people || own(b) - own(a) || b.lostShare - a.lostShare;
}

function own({ verdicts, people }: GraderStatistics): number {
  return (verdicts.fail + verdicts.partial) / people;
}

function graderView(
  id: string,
  counts: GradeStatistics['verdicts'],
  grader: Grader | undefined,
  lang: Lang,
): GraderStatistics {
  const verdicts = { pass: 0, partial: 0, fail: 0, blocked: 0, error: 0 };
  for (const { verdict, people } of counts) verdicts[verdict] = people;
  const sum = (pick: 'people' | 'earned' | 'possible') => counts.reduce((total, one) => total + one[pick], 0);
  return {
    id,
    title: grader?.title[lang] ?? id,
    lesson: grader?.lesson ?? null,
    people: sum('people'),
    verdicts,
    lost: verdicts.partial + verdicts.fail + verdicts.blocked,
    lostShare: 1 - sum('earned') / sum('possible'),
  };
}
