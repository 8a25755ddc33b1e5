import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DockgradeError } from '../../../core/errors.ts';
import { submitSchema } from '../../../core/wire/submission.ts';
import { checkResult } from '../../../web/parts/check.ts';
import { viewer } from '../../authentication.ts';
import type { Limits } from '../../limits.ts';
import { sendAssignment, sendMistake } from '../../pages/assignment-page.ts';
import { type Pages, pageQuery } from '../../pages/scope.ts';
import { page } from '../../pages/send.ts';
import { assignmentId, byId } from '../../params.ts';

const typed = z.string().max(2000).default('');
const handIn = z.object({ repository: typed, ref: typed, student: typed, key: z.string().max(100).default('') });

/** What is asked, the form to hand in, and what it says while one types. */
export function assignmentPages(pages: Pages, limits: Limits): FastifyPluginAsyncZod {
  const { service, frame } = pages;
  return async (app) => {
    app.get('/assignments/:id', { schema: { hide: true, params: byId, querystring: pageQuery } }, (request, reply) =>
      sendAssignment(pages, request, reply, assignmentId(request.params.id)),
    );

    app.get(
      '/assignments/:id/check',
      { schema: { hide: true, params: byId, querystring: pageQuery.extend({ repository: typed, ref: typed }) } },
      async (request, reply) => {
        const { lang } = frame(request);
        const assignment = assignmentId(request.params.id);
        const repository = request.query.repository.trim();
        const ref = request.query.ref.trim();
        // Nothing typed, nothing said.
        if (repository === '') return page(reply, '');
        if (!(await limits.check(request))) return page(reply, checkResult({ state: 'unchecked', why: 'busy' }, lang));
        const wanted = { assignment, repository, ...(ref !== '' && { ref }) };
        return page(reply, checkResult(await service.submissions.check(viewer(request), wanted, lang), lang));
      },
    );

    app.post(
      '/assignments/:id/submissions',
      { schema: { hide: true, params: byId, body: handIn } },
      async (request, reply) => {
        const id = assignmentId(request.params.id);
        const { key, ...form } = request.body;
        try {
          await limits.submission(request, reply);
          const wanted = wantedOf(id, form);
          const { view } = await service.submissions.submit(viewer(request), wanted, key === '' ? null : key);
          return await reply.redirect(`/submissions/${view.id}`, 303);
        } catch (error) {
          return sendMistake(pages, request, reply, { error, id, typed: form });
        }
      },
    );
  };
}

/** What was typed as the API takes it: what is empty was left out. Throws `request-invalid` with the field. */
function wantedOf(assignment: string, form: Omit<z.infer<typeof handIn>, 'key'>) {
  const given = Object.entries(form).map(([name, value]) => [name, value.trim()] as const);
  const parsed = submitSchema.safeParse({
    assignment,
    ...Object.fromEntries(given.filter(([, value]) => value !== '')),
  });
  if (parsed.success) return parsed.data;
  const where = `/${parsed.error.issues[0]?.path.join('/') ?? 'repository'}`;
  const missing = form.repository.trim() === '';
  const message = missing ? 'The address of the repository is missing.' : 'This is longer than it can be.';
  throw new DockgradeError('request-invalid', message, {
    remedy: 'Give the HTTPS address of your repository, such as https://github.com/user/repository.',
    es: {
      message: missing ? 'Falta la dirección del repositorio.' : 'Esto es más largo de lo que se acepta.',
      remedy: 'Da la dirección HTTPS de tu repositorio, como https://github.com/usuario/repositorio.',
    },
    errors: [{ where, message }],
  });
}
