import type { Assignment } from '../../core/assignment/schema.ts';
import { GROUPS, type Grader } from '../../core/grader.ts';
import type { Lang, Text } from '../../core/text.ts';
import type { AssignmentMeaning } from '../../core/wire/editor.ts';
import { possiblePoints } from '../assignments/view.ts';

/** What a file says, in words of its reader. `now`: ISO 8601. Pure. */
export function meaningOf(
  assignment: Assignment,
  { graders, lang, now }: { graders: readonly Grader[]; lang: Lang; now: string },
): AssignmentMeaning {
  const { id, title, digest, due, late, attempts, ready, probes, persistence, limits, network } = assignment;
  return {
    id,
    title: title[lang],
    digest,
    points: possiblePoints(assignment, graders),
    groups: groupsOf(assignment, graders, lang),
    due: due ?? null,
    late: late ?? null,
    attempts: attempts ?? null,
    ready: { path: ready.path, within: ready.within },
    probes: probes.map(({ name, request }) => ({ name, method: request.method, path: request.path })),
    persistence: persistence?.write ?? null,
    limits,
    network,
    warnings: warningsOf(assignment, graders, now).map((warning) => warning[lang]),
  };
}

function groupsOf({ rubric }: Assignment, graders: readonly Grader[], lang: Lang): AssignmentMeaning['groups'] {
  return GROUPS.flatMap((group) => {
    const lines = graders
      .filter((grader) => grader.group === group && (rubric[grader.id] ?? 0) > 0)
      .map((grader) => ({ title: grader.title[lang], points: rubric[grader.id] ?? 0 }));
    const points = Math.round(lines.reduce((sum, line) => sum + line.points, 0) * 100) / 100;
    return lines.length === 0 ? [] : [{ group, points, lines }];
  });
}

function warningsOf(assignment: Assignment, graders: readonly Grader[], now: string): Text[] {
  const { due, probes, rubric, attempts } = assignment;
  const warnings: Text[] = [];
  if (possiblePoints(assignment, graders) === 0) {
    warnings.push({
      en: 'No line of the rubric gives points: everyone gets 0 of 0.',
      es: 'Ninguna línea de la rúbrica da puntos: todos reciben 0 de 0.',
    });
  }
  if (due !== undefined && Date.parse(due) < Date.parse(now)) {
    warnings.push({
      en: 'The deadline is in the past already.',
      es: 'La fecha de entrega ya pasó.',
    });
  }
  if ((rubric['endpoints-work'] ?? 0) > 0 && probes.length === 0) {
    warnings.push({
      en: '"endpoints-work" gives points, but there are no probes: they are earned as soon as the application answers.',
      es: '"endpoints-work" da puntos, pero no hay peticiones (probes): se ganan apenas la aplicación responde.',
    });
  }
  if (attempts?.limit === 1) {
    warnings.push({
      en: 'There is one attempt: a student cannot mend what the report shows.',
      es: 'Hay un solo intento: nadie podrá corregir lo que el informe le muestre.',
    });
  }
  return warnings;
}
