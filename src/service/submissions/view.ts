import { toldIn } from '../../core/problems-es.ts';
import { makeReport } from '../../core/report/make.ts';
import type { Report } from '../../core/report/schema.ts';
import { type Fault, isRemark } from '../../core/run.ts';
import type { StageName } from '../../core/stages.ts';
import type { Submission } from '../../core/submission.ts';
import type { Lang } from '../../core/text.ts';
import type { SubmissionView } from '../../core/wire/submission.ts';
import type { Person } from '../../store/contract/people.ts';
import type { Result } from '../../store/contract/submissions.ts';
import type { Store } from '../../store/store.ts';
import type { ServiceDependencies } from '../service.ts';
import { shownVersion } from './access.ts';
import type { Estimates } from './estimate.ts';
import { submissionItem } from './item.ts';
import { eventsSoFar } from './watch.ts';

/** A submission as it is shown alone. Who else handed in the same is told to teachers alone. */
export function submissionView({ store }: ServiceDependencies, estimates: Estimates) {
  return async (viewer: Person, submission: Submission, lang: Lang): Promise<SubmissionView> => {
    const { id, assignment, state, tries } = submission;
    const [person, version, result, used, ahead, sharedWith] = await Promise.all([
      store.people.person(submission.person),
      shownVersion(store, submission),
      submission.result === null ? null : store.submissions.result(submission.result),
      store.submissions.attemptsUsed(assignment, submission.person),
      state === 'waiting' ? store.submissions.ahead(id) : null,
      viewer.role === 'teacher' ? store.submissions.sharers(submission) : null,
    ]);
    return {
      ...submissionItem(submission, { person, version, result }),
      title: version?.assignment.title[lang] ?? assignment,
      fault: submission.fault && faultIn(lang, submission.fault),
      tries,
      stage: state === 'running' ? await stageNow(store, id) : null,
      place: ahead === null ? null : ahead + 1,
      estimate: await estimates.of(submission, ahead),
      attempts: { used, limit: version?.assignment.attempts?.limit ?? null },
      sharedWith,
      report: result && (await reportOf(store, submission, result, lang)),
    };
  };
}

/** What a student can mend is told in their language. */
function faultIn(lang: Lang, fault: Fault): Fault {
  const { code, message, remedy } = fault;
  return { code, message, remedy, ...toldIn(lang, code) };
}

/** The stage that was begun last and has not ended. */
async function stageNow(store: Store, id: string): Promise<StageName | null> {
  let stage: StageName | null = null;
  for (const { event } of await eventsSoFar(store, id)) {
    if (event.type === 'stage-started') stage = event.stage;
    else if (!isRemark(event)) stage = null;
  }
  return stage;
}

/** From the run that the standing result judges: that of the submission itself, or of a regrade that was published. */
async function reportOf(store: Store, submission: Submission, result: Result, lang: Lang): Promise<Report | null> {
  const [run, version] = await Promise.all([
    store.submissions.run(result.submission),
    store.assignments.version(result.assignment, result.digest),
  ]);
  if (!run || !version) return null;
  const about = { ...run.submission, id: submission.id, ref: submission.ref };
  return makeReport({ ...run, submission: about, assignment: version.assignment, lines: result.lines }, lang);
}
