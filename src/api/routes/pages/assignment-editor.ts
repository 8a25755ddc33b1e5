import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DockgradeError } from '../../../core/errors.ts';
import { assignmentPublishedPage } from '../../../web/pages/assignment-published.ts';
import { assignmentVersionPage } from '../../../web/pages/assignment-version.ts';
import { checkResult } from '../../../web/parts/editor/check.ts';
import { rubricPreview } from '../../../web/parts/editor/preview.ts';
import { problemNotice } from '../../../web/parts/notice.ts';
import { viewer } from '../../authentication.ts';
import { problemFor } from '../../error-handler.ts';
import { type EditorInput, type Typed, typedSchema, whatToEdit } from '../../pages/editor.ts';
import { type Pages, pageQuery } from '../../pages/scope.ts';
import { page } from '../../pages/send.ts';
import { assignmentId, byId } from '../../params.ts';
import { MAX_FILE } from '../../raw-body.ts';

const newQuery = pageQuery.extend({ example: z.string().max(100).optional().catch(undefined) });
const editQuery = pageQuery.extend({ version: z.coerce.number().int().positive().optional().catch(undefined) });
const byVersion = byId.extend({ version: z.coerce.number().int().positive() });

/** Writing an assignment: checked while it is typed, previewed on stored evidence, tried on a worker, published. */
export function assignmentEditorPages({ service, frame }: Pages): FastifyPluginAsyncZod {
  const { editor, assignments } = service;
  const show = whatToEdit(service);
  return async (app) => {
    const hide = { hide: true, querystring: pageQuery };
    const typed = { bodyLimit: MAX_FILE, schema: { ...hide, body: typedSchema } };
    const typedFor = { bodyLimit: MAX_FILE, schema: { ...hide, body: typedSchema, params: byId } };

    app.get('/assignments/new', { schema: { hide: true, querystring: newQuery } }, async (request, reply) =>
      page(reply, await show.fresh(viewer(request), frame(request), request.query.example)),
    );

    app.get(
      '/assignments/:id/edit',
      { schema: { hide: true, params: byId, querystring: editQuery } },
      async (request, reply) => {
        const id = assignmentId(request.params.id);
        return page(reply, await show.current(viewer(request), frame(request), id, request.query.version));
      },
    );

    app.post('/assignments/check', typed, async (request, reply) => {
      if (!isPart(request)) return again(request, reply, {});
      const { assignment, source } = request.body;
      const { lang } = frame(request);
      const check = await editor.checkAssignment(viewer(request), assignment, source, lang);
      return page(reply, checkResult(check, new Date().toISOString(), lang));
    });

    app.post('/assignments/new', typed, async (request, reply) => {
      const { source, from } = request.body;
      const { meaning } = await editor.checkAssignment(viewer(request), null, source, 'en');
      if (!meaning) return again(request, reply.code(422), {});
      return publish(request, reply, meaning.id, from);
    });

    app.post('/assignments/:id/edit', typedFor, async (request, reply) => {
      const { from, over } = request.body;
      return publish(request, reply, assignmentId(request.params.id), over ?? from);
    });

    app.get('/assignments/:id/published', { schema: { ...hide, params: byId } }, async (request, reply) => {
      const id = assignmentId(request.params.id);
      const around = frame(request);
      const [assignment, outdated] = await Promise.all([
        assignments.get(viewer(request), id, around.lang),
        editor.outdated(viewer(request), id),
      ]);
      return page(reply, assignmentPublishedPage(around, { assignment, outdated }));
    });

    app.get(
      '/assignments/:id/versions/:version',
      { schema: { ...hide, params: byVersion } },
      async (request, reply) => {
        const id = assignmentId(request.params.id);
        const around = frame(request);
        const [version, current] = await Promise.all([
          editor.version(viewer(request), id, request.params.version),
          assignments.get(viewer(request), id, around.lang),
        ]);
        return page(reply, assignmentVersionPage(around, { id, version, currentSource: current.source ?? '' }));
      },
    );

    app.post('/assignments/:id/preview', typedFor, async (request, reply) => {
      const id = assignmentId(request.params.id);
      try {
        const preview = await editor.previewRubric(viewer(request), id, request.body.source, whileOpen(reply));
        // Nobody waits for it any more.
        if (!preview) return reply.code(204).send();
        if (!isPart(request)) return await again(request, reply, { preview });
        return page(reply, rubricPreview(id, preview, frame(request).lang));
      } catch (error) {
        if (!isCode(error, 'assignment-invalid')) throw error;
        if (!isPart(request)) return again(request, reply.code(422), {});
        return page(reply.code(422), problemNotice(problemFor(error, request, reply)));
      }
    });

    app.post('/assignments/dry-runs', typed, async (request, reply) => {
      const { assignment: id, source, example, repository, ref } = request.body;
      const on = example === '' ? { repository, ...(ref !== '' && { ref }) } : { example };
      try {
        return reply.redirect(`/submissions/${await editor.dryRun(viewer(request), { id, source, on })}`, 303);
      } catch (error) {
        const problem = problemFor(error, request, reply);
        if (problem.status >= 500) throw error;
        return again(request, reply.code(problem.status), isCode(error, 'assignment-invalid') ? {} : { problem });
      }
    });
  };

  /** `from`: digest of the version that the text was made from. */
  async function publish(request: FastifyRequest<Typed>, reply: FastifyReply, id: string, from: string | null) {
    try {
      await assignments.publish(viewer(request), id, request.body.source, frame(request).lang, from);
      return reply.redirect(`/assignments/${id}/published`, 303);
    } catch (error) {
      if (isCode(error, 'assignment-invalid')) return again(request, reply.code(422), {});
      if (!isCode(error, 'conflict')) throw error;
      const isNew = request.body.assignment === null;
      return again(request, reply.code(409), isNew ? { taken: id } : { overtaken: true });
    }
  }

  /** The same page once more, with what was typed. */
  async function again(
    request: FastifyRequest<Typed>,
    reply: FastifyReply,
    more: Pick<EditorInput, 'problem' | 'overtaken' | 'taken' | 'preview'>,
  ) {
    return page(reply, await show.again(viewer(request), frame(request), { ...request.body, ...more }));
  }
}

/** Whether htmx asks, for a part of the page. */
function isPart(request: FastifyRequest): boolean {
  return request.headers['hx-request'] !== undefined;
}

function isCode(error: unknown, code: DockgradeError['code']): boolean {
  return error instanceof DockgradeError && error.code === code;
}

/** Aborts when whoever asked has gone away. */
function whileOpen({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
