import type { FastifyPluginAsync } from 'fastify';
import { DockgradeError } from '../../../core/errors.ts';
import type { Assets } from '../../../web/frame.ts';
import { teachersOnly } from '../../authentication.ts';
import type { AppDependencies } from '../../dependencies.ts';
import type { Limits } from '../../limits.ts';
import type { OpenStreams } from '../../open-streams.ts';
import { openPages } from '../../pages/scope.ts';
import { againPages } from './again.ts';
import { assignmentPages } from './assignment.ts';
import { assignmentEditorPages } from './assignment-editor.ts';
import { changesPages } from './changes.ts';
import { entryPages } from './entry.ts';
import { gradePages } from './grades.ts';
import { gradeFilesPages } from './grades-csv.ts';
import { homePages } from './home.ts';
import { operationsPages, serviceNoticePages } from './operations.ts';
import { regradePages } from './regrades.ts';
import { rosterPages } from './roster.ts';
import { statisticsPages } from './statistics.ts';
import { studentPages } from './student.ts';
import { submissionPages } from './submission.ts';

/** Everything that a browser opens: what is open to all, what needs somebody who is signed in, and what needs a teacher. */
export function pageRoutes(
  deps: AppDependencies,
  assets: Assets,
  { limits, streams }: { limits: Limits; streams: OpenStreams },
): FastifyPluginAsync {
  return async (app) => {
    const pages = await openPages(app, deps, assets);
    await app.register(homePages(pages));
    await app.register(entryPages(pages, limits));
    await app.register(async (signedIn) => {
      signedIn.addHook('onRequest', async ({ person }) => {
        if (person === null) throw new DockgradeError('sign-in-needed', 'This page needs somebody who is signed in.');
      });
      await signedIn.register(assignmentPages(pages, limits));
      await signedIn.register(againPages(pages, limits));
      await signedIn.register(changesPages(pages));
      await signedIn.register(serviceNoticePages(pages));
      await signedIn.register(submissionPages(pages, streams));
      await signedIn.register(async (teachers) => {
        teachers.addHook('onRequest', teachersOnly);
        await teachers.register(gradePages(pages));
        await teachers.register(gradeFilesPages(pages));
        await teachers.register(statisticsPages(pages));
        await teachers.register(assignmentEditorPages(pages));
        await teachers.register(rosterPages(pages));
        await teachers.register(regradePages(pages));
        await teachers.register(studentPages(pages));
        await teachers.register(operationsPages(pages));
      });
    });
  };
}
