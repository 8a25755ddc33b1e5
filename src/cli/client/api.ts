import { randomUUID } from 'node:crypto';
import type { Lang } from '../../core/text.ts';
import { assignmentListSchema, publishedSchema } from '../../core/wire/assignment.ts';
import { type GradeView, gradeTableSchema, type RegradeRequest, regradeViewSchema } from '../../core/wire/grades.ts';
import { rosterSchema } from '../../core/wire/people.ts';
import { type SubmitRequest, submissionPageSchema, submissionSchema } from '../../core/wire/submission.ts';
import { type Asked, ask, askText } from './ask.ts';
import type { Connection } from './connection.ts';

const MOST_GRADES = 200;
const MOST_SUBMISSIONS = 100;

export interface GradeChoice {
  search?: string;
  only?: string;
  sort?: string;
  order?: string;
}

/** The HTTP API as the command line uses it: every answer is parsed. Ids are put into addresses as text of any kind. */
export function api(connection: Connection, lang: Lang) {
  const get = async (id: string, signal?: AbortSignal) =>
    ask(connection, submissionSchema, `/api/submissions/${encodeURIComponent(id)}`, { query: { lang }, signal });
  const regrades = (assignment: string) => `/api/assignments/${encodeURIComponent(assignment)}/regrades`;
  const regrade = (assignment: string, id: string) => `${regrades(assignment)}/${encodeURIComponent(id)}`;
  return {
    connection,
    lang,
    submission: get,
    submit: (body: SubmitRequest) => ask(connection, submissionSchema, '/api/submissions', onceOnly({ body })),
    resubmit: (id: string, sameCommit: boolean) =>
      ask(
        connection,
        submissionSchema,
        `/api/submissions/${encodeURIComponent(id)}/resubmissions`,
        onceOnly({ body: { sameCommit } }),
      ),
    cancel: (id: string) =>
      ask(connection, submissionSchema, `/api/submissions/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    submissions: (after: string | undefined) =>
      ask(connection, submissionPageSchema, '/api/submissions', { query: { after, limit: MOST_SUBMISSIONS } }),
    assignments: async () =>
      (await ask(connection, assignmentListSchema, '/api/assignments', { query: { lang } })).assignments,
    publish: (id: string, content: Uint8Array) =>
      ask(connection, publishedSchema, `/api/assignments/${encodeURIComponent(id)}`, {
        method: 'PUT',
        query: { lang },
        body: { type: 'application/yaml', content },
      }),
    setRoster: (assignment: string, content: Uint8Array) =>
      ask(connection, rosterSchema, `/api/assignments/${encodeURIComponent(assignment)}/roster`, {
        method: 'PUT',
        body: { type: 'text/csv', content },
      }),
    /** All rows that fit, page after page. */
    async grades(assignment: string, choice: GradeChoice): Promise<GradeView[]> {
      const path = `/api/assignments/${encodeURIComponent(assignment)}/grades`;
      const rows: GradeView[] = [];
      for (let page = 1; ; page++) {
        const query = { ...choice, page, perPage: MOST_GRADES };
        const { grades, total } = await ask(connection, gradeTableSchema, path, { query });
        rows.push(...grades);
        if (grades.length === 0 || rows.length >= total) return rows;
      }
    },
    gradesCsv: (assignment: string, choice: GradeChoice) =>
      askText(connection, `/api/assignments/${encodeURIComponent(assignment)}/grades`, {
        query: { ...choice },
        headers: { accept: 'text/csv' },
      }),
    startRegrade: (assignment: string, body: Partial<RegradeRequest>) =>
      ask(connection, regradeViewSchema, regrades(assignment), { method: 'POST', body }),
    regrade: (assignment: string, id: string, signal?: AbortSignal) =>
      ask(connection, regradeViewSchema, regrade(assignment, id), { signal }),
    publishRegrade: (assignment: string, id: string) =>
      ask(connection, regradeViewSchema, `${regrade(assignment, id)}/publication`, { method: 'POST' }),
    discardRegrade: (assignment: string, id: string) =>
      ask(connection, regradeViewSchema, regrade(assignment, id), { method: 'DELETE' }),
  };
}
export type Api = ReturnType<typeof api>;

/** With a key of its own a request that is sent again hands in once. */
function onceOnly(asked: Asked): Asked {
  return { ...asked, method: 'POST', headers: { 'idempotency-key': randomUUID() } };
}
