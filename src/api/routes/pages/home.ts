import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Lang } from '../../../core/text.ts';
import type { AssignmentItem } from '../../../core/wire/assignment.ts';
import type { SubmissionItem } from '../../../core/wire/submission.ts';
import type { Service } from '../../../service/service.ts';
import type { Person } from '../../../store/contract/people.ts';
import { type AssignmentCard, homePage } from '../../../web/pages/home.ts';
import { welcomePage } from '../../../web/pages/welcome.ts';
import { ownGrade } from '../../pages/own-grade.ts';
import { type Pages, pageQuery } from '../../pages/scope.ts';
import { page } from '../../pages/send.ts';
import { told } from '../../told.ts';

/** Of what was handed in last, for teachers: what they run again or try out is among the newest, and is no hand-in. */
const SHOWN = 15;
const LOOKED_THROUGH = 60;

/** The first page: assignments for whoever is signed in, else how to sign in. */
export function homePages({ service, url, github, frame }: Pages): FastifyPluginAsyncZod {
  const signIn = github.oauth === null ? null : '/sign-in/github';
  return async (app) => {
    app.get(
      '/',
      {
        schema: {
          summary: 'Your assignments, with what counts and what was handed in last; or how to sign in',
          querystring: pageQuery,
          ...told({ who: 'all', problems: [], gives: { type: 'text/html', description: 'a page' } }),
        },
      },
      async (request, reply) => {
        const { person } = request;
        const around = frame(request);
        if (!person) return page(reply, welcomePage(around, signIn));
        const [cards, submissions] = await Promise.all([
          cardsOf(service, person, around.lang),
          person.role === 'teacher' ? handedInLast(service, person) : [],
        ]);
        return page(reply, homePage(around, { cards, submissions, url, now: new Date().toISOString() }));
      },
    );
  };
}

async function handedInLast(service: Service, teacher: Person): Promise<SubmissionItem[]> {
  const { submissions } = await service.submissions.list(teacher, { limit: LOOKED_THROUGH });
  return submissions.filter(({ source }) => source === 'hand-in' || source === 'push').slice(0, SHOWN);
}

async function cardsOf(service: Service, person: Person, lang: Lang): Promise<AssignmentCard[]> {
  const assignments = await service.assignments.list(person, lang);
  if (person.role === 'teacher') return assignments.map((assignment) => ({ assignment, grade: null, newest: null }));
  return Promise.all(assignments.map((assignment) => cardOf(service, person, assignment)));
}

async function cardOf(service: Service, person: Person, assignment: AssignmentItem): Promise<AssignmentCard> {
  const [grade, { submissions }] = await Promise.all([
    ownGrade(service, person, assignment.id),
    service.submissions.list(person, { assignment: assignment.id, limit: 1 }),
  ]);
  return { assignment, grade, newest: submissions[0] ?? null };
}
