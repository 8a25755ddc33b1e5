import { DockgradeError } from '../../core/errors.ts';
import type { Person } from '../../store/contract/people.ts';
import { readAssignment } from '../assignments/publish.ts';
import type { ServiceDependencies } from '../service.ts';
import { accept } from '../submissions/accept.ts';
import { takenRef, takenRepository } from '../submissions/request.ts';
import type { Moving } from '../submissions.ts';
import type { DryRunRequest } from './contract.ts';
import { exampleFolder } from './examples.ts';

/** Hands a repository in for a draft: the draft is kept first, so that a worker can be given it. */
export async function dryRun(
  deps: ServiceDependencies,
  moving: Moving,
  viewer: Person,
  { id, source: input, on }: DryRunRequest,
): Promise<string> {
  const { assignment, source } = readAssignment(id, input, deps);
  const { repository, ref } = await takenTarget(on, deps.gitHosts);
  const draft = { assignment, source, publishedAt: new Date().toISOString(), publishedBy: viewer.id };
  await deps.store.assignments.keepDraft(draft);
  const { submission } = await accept(deps, moving, {
    version: { ...draft, number: 0 },
    by: viewer,
    person: viewer.id,
    repository,
    ref,
    commit: null,
    source: 'dry-run',
    idempotencyKey: null,
    request: { dryRun: assignment.digest, repository, ref },
  });
  return submission.id;
}

async function takenTarget(
  on: DryRunRequest['on'],
  hosts: readonly string[],
): Promise<{ repository: string; ref: string | null }> {
  if ('repository' in on) return { repository: takenRepository(on.repository, hosts), ref: takenRef(on.ref) };
  const folder = await exampleFolder(on.example);
  if (folder !== null) return { repository: folder, ref: null };
  throw new DockgradeError('not-found', `There is no example ${JSON.stringify(on.example.slice(0, 100))}.`, {
    remedy: 'Choose one of the list.',
  });
}
