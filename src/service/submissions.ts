import type { Feed } from './keeper/feed.ts';
import type { Slots } from './keeper/slots.ts';
import type { Later } from './later.ts';
import type { ServiceDependencies, SubmissionService } from './service.ts';
import { visibleSubmission } from './submissions/access.ts';
import { badgeOf } from './submissions/badge.ts';
import { cancelSubmission } from './submissions/cancel.ts';
import { makeChecks } from './submissions/check.ts';
import { makeEstimates } from './submissions/estimate.ts';
import { submitFolder, submitPush } from './submissions/inside.ts';
import { listSubmissions } from './submissions/list.ts';
import { resubmit } from './submissions/resubmit.ts';
import { sharedRepositories } from './submissions/shared.ts';
import { submit } from './submissions/submit.ts';
import { submissionView } from './submissions/view.ts';
import type { Wakes } from './submissions/wakes.ts';
import { eventsSoFar, follow } from './submissions/watch.ts';

/** What the parts of the service share that move submissions. */
export interface Moving {
  wakes: Wakes;
  later: Later;
  feed: Feed;
  slots: Slots;
}

export function submissionService(deps: ServiceDependencies, moving: Moving): SubmissionService {
  const { store } = deps;
  const estimates = makeEstimates(deps);
  const view = submissionView(deps, estimates);
  const check = makeChecks(deps);
  return {
    async submit(viewer, request, idempotencyKey) {
      const { submission, repeated } = await submit(deps, moving, viewer, request, idempotencyKey);
      return { view: await view(viewer, submission, 'en'), repeated };
    },
    submitPush: (enrolment) => submitPush(deps, moving, enrolment),
    submitFolder: (person, assignment, folder) => submitFolder(deps, moving, person, assignment, folder),
    async resubmit(viewer, id, sameCommit, idempotencyKey) {
      const { submission, repeated } = await resubmit(deps, moving, viewer, { id, sameCommit }, idempotencyKey);
      return { view: await view(viewer, submission, 'en'), repeated };
    },
    get: async (viewer, id, lang) => view(viewer, await visibleSubmission(store, viewer, id), lang),
    check,
    badge: (id) => badgeOf(store, id),
    list: (viewer, query) => listSubmissions(store, viewer, query),
    shared: (viewer, assignment, student) => sharedRepositories(store, viewer, assignment, student),
    cancel: async (viewer, id) => view(viewer, await cancelSubmission(deps, moving, viewer, id), 'en'),
    async outlook(viewer, id) {
      const submission = await visibleSubmission(store, viewer, id);
      const ahead = submission.state === 'waiting' ? await store.submissions.ahead(id) : null;
      const estimate = await estimates.of(submission, ahead);
      return { place: ahead === null ? null : ahead + 1, estimate, workers: estimates.workers() };
    },
    async events(viewer, id) {
      await visibleSubmission(store, viewer, id);
      return eventsSoFar(store, id);
    },
    async watch(viewer, id, seq, signal) {
      await visibleSubmission(store, viewer, id);
      return follow(store, moving.wakes, id, seq, signal);
    },
  };
}
