import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Service } from '../../service/service.ts';
import type { Person } from '../../store/contract/people.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', '..', 'examples');

/** What the first start hands in, so that there is a report to look at. */
const FIRST = 'node-postgres';

/**
 * Publishes the bundled assignments that are not there yet; what a teacher made of one stays. At the first start of all, when there was no
 * assignment, the solution of one example is handed in.
 * @returns the id of that submission
 */
export async function loadExamples(service: Service, teacher: Person): Promise<string | null> {
  const known = (await service.assignments.list(teacher, 'en')).map(({ id }) => id);
  for (const name of readdirSync(EXAMPLES).sort()) {
    const file = join(EXAMPLES, name, 'assignment.yaml');
    if (!existsSync(file)) continue;
    const source = readFileSync(file, 'utf8');
    const { id } = parse(source) as { id: string };
    if (!known.includes(id)) await service.assignments.publish(teacher, id, source, 'en');
  }
  if (known.length > 0) return null;
  return service.submissions.submitFolder(teacher, FIRST, join(EXAMPLES, FIRST, 'solution'));
}
