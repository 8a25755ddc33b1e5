import { DockgradeError } from '../../core/errors.ts';
import type { Api } from '../client/api.ts';

/** The id of the student of an assignment who has this email. Throws `not-found`. */
export async function studentByEmail(client: Api, assignment: string, email: string): Promise<string> {
  const found = await client.grades(assignment, { search: email.slice(0, 100) });
  const row = found.find(({ student }) => student.email.toLowerCase() === email.toLowerCase());
  if (row) return row.student.id;
  throw new DockgradeError('not-found', `no student of ${assignment} has the email ${JSON.stringify(email)}`, {
    remedy: `Look for it: dockgrade grades ${assignment} --search NAME`,
  });
}
