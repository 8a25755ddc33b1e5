import type { FastifyPluginAsync } from 'fastify';
import { DockgradeError } from '../../../core/errors.ts';
import type { Assets } from '../../../web/frame.ts';
import { teachersOnly } from '../../authentication.ts';
import type { AppDependencies } from '../../dependencies.ts';
import type { Limits } from '../../limits.ts';
import { openPages } from '../../pages/scope.ts';
import { entryPages } from './entry.ts';
import { submissionPages } from './submission.ts';

/** Everything that a browser opens: what is open to all, what needs somebody who is signed in, and what needs a teacher. */
export function pageRoutes(deps: AppDependencies, assets: Assets, limits: Limits): FastifyPluginAsync {
  return async (app) => {
    const pages = await openPages(app, deps, assets);
    await app.register(entryPages(pages, limits));
    await app.register(async (signedIn) => {
      signedIn.addHook('onRequest', async ({ person }) => {
        if (person === null) throw new DockgradeError('sign-in-needed', 'This page needs somebody who is signed in.');
      });
      await signedIn.register(submissionPages(pages));
      await signedIn.register(async (teachers) => {
        teachers.addHook('onRequest', teachersOnly);
      });
    });
  };
}
