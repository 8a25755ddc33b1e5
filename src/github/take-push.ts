import type { Log } from '../core/log.ts';
import type { Settings } from '../core/settings.ts';
import type { Service } from '../service/service.ts';
import type { Enrolment } from '../store/contract/github.ts';
import type { Store } from '../store/store.ts';
import type { Push } from './payload.ts';
import { hostOf } from './repository.ts';

export interface WebhookDependencies {
  store: Pick<Store, 'github'>;
  service: { submissions: Pick<Service['submissions'], 'submitPush'> };
  github: Pick<Settings['github'], 'url'>;
  log: Log;
}

/** What came of a push: for a person who looks at the deliveries of the webhook. */
export interface PushOutcome {
  submissions: { assignment: string; submission: string }[];
  ignored: Ignored[];
}

export interface Ignored {
  reason: IgnoreReason;
  message: string;
  assignment?: string;
}

/** Stable, for programs; docs/github.md explains each. */
export const IGNORE_REASONS = [
  'event',
  'repeated',
  'branch-deleted',
  'tag',
  'repository-unknown',
  'repository-changed',
  'branch',
  'late',
  'same-commit',
  'not-enrolled',
  'deadline-over',
  'no-attempts-left',
] as const;
export type IgnoreReason = (typeof IGNORE_REASONS)[number];

/**
 * Hands in the commit of a push for everyone who handed in this repository and follows this branch. Which repository is graded comes from the
 * enrolment, never from the payload. Safe to repeat.
 */
export async function takePush(deps: WebhookDependencies, push: Push): Promise<PushOutcome> {
  if (push.deleted) return ignore('branch-deleted', `${push.ref} was deleted.`);
  if (!push.ref.startsWith('refs/heads/')) return ignore('tag', `${push.ref} is no branch.`);
  // GitHub takes upper and lower case for the same name, so what is kept about a repository is kept under one way of writing.
  const address = `https://${hostOf(deps.github.url)}/${push.repository.name}`.toLowerCase();
  const { github } = deps.store;
  const enrolments = await github.enrolments(address);
  if (enrolments.length === 0) {
    return ignore('repository-unknown', `Nobody has handed in ${address} yet; the first time is by link.`);
  }
  if (!(await github.confirmRepository(address, push.repository.id))) {
    return ignore(
      'repository-changed',
      `${address} is another repository now; when it is the right one, hand it in by link again.`,
    );
  }
  const outcome: PushOutcome = { submissions: [], ignored: [] };
  const following = enrolments.filter((enrolment) => {
    const branch = branchOf(enrolment, push);
    if (push.ref === branch) return true;
    outcome.ignored.push({ reason: 'branch', message: `What counts is ${branch}.`, assignment: enrolment.assignment });
    return false;
  });
  if (following.length === 0) return outcome;
  if (push.pushedAt !== null && !(await github.confirmPush(address, push.ref, push.pushedAt))) {
    outcome.ignored.push({ reason: 'late', message: `A later push to ${push.ref} was taken before this one.` });
    return outcome;
  }
  for (const enrolment of following) await submit(deps, enrolment, push, outcome);
  return outcome;
}

async function submit(deps: WebhookDependencies, enrolment: Enrolment, push: Push, outcome: PushOutcome) {
  const { person, assignment, repository, ref } = enrolment;
  const taken = await deps.service.submissions.submitPush({ person, assignment, repository, ref, commit: push.commit });
  if ('ignored' in taken) outcome.ignored.push({ reason: taken.ignored, message: WHY[taken.ignored], assignment });
  else if (taken.repeated) outcome.ignored.push({ reason: 'same-commit', message: WHY['same-commit'], assignment });
  else outcome.submissions.push({ assignment, submission: taken.submission });
}

const WHY = {
  'same-commit': 'This commit waits, runs, or was the last one graded.',
  'not-enrolled': 'The student who handed it in is not on the roster of this assignment any more.',
  'deadline-over': 'The assignment takes no more submissions.',
  'no-attempts-left': 'Every attempt is used up.',
};

function branchOf({ ref }: Enrolment, push: Push): string {
  const name = ref ?? push.repository.defaultBranch;
  return name.startsWith('refs/') ? name : `refs/heads/${name}`;
}

function ignore(reason: IgnoreReason, message: string): PushOutcome {
  return { submissions: [], ignored: [{ reason, message }] };
}
