import { DockgradeError, type ErrorCode } from '../../core/errors.ts';
import type { RepositoryCheck } from '../../core/look.ts';
import { errorIn } from '../../core/problems-es.ts';
import type { Lang } from '../../core/text.ts';
import type { Person } from '../../store/contract/people.ts';
import type { ServiceDependencies, SubmissionService } from '../service.ts';
import { openTo } from './access.ts';
import { makeLooks } from './looks.ts';
import { takenRef, takenRepository } from './request.ts';

/** Whoever asks can do nothing about these, and a worker may have more luck. */
const NOT_REACHED: readonly ErrorCode[] = ['repository-unreachable', 'repository-too-slow'];

/** Looks at repositories before they are handed in, for everybody of this process. */
export function makeChecks(deps: Pick<ServiceDependencies, 'store' | 'gitHosts' | 'lookAtRepository' | 'log'>) {
  const { store, gitHosts, log } = deps;
  const looks = makeLooks(deps.lookAtRepository);

  return async (
    viewer: Person,
    request: Parameters<SubmissionService['check']>[1],
    lang: Lang,
  ): Promise<RepositoryCheck> => {
    const { assignment } = await openTo(store, viewer, request.assignment);
    let repository: string;
    let ref: string | null;
    try {
      repository = takenRepository(request.repository, gitHosts);
      ref = takenRef(request.ref);
    } catch (error) {
      return mistake(error, lang);
    }
    try {
      const look = await looks.look(viewer.id, { repository, ref, stack: assignment.stack });
      return look === null ? { state: 'unchecked', why: 'busy' } : { state: 'seen', repository, ref, look };
    } catch (error) {
      if (error instanceof DockgradeError && !NOT_REACHED.includes(error.code)) return mistake(error, lang);
      if (error instanceof DockgradeError || (error as Error).name === 'TimeoutError') {
        log.debug({ repository, error }, 'a repository was not reached before it was handed in');
        return { state: 'unchecked', why: 'no-answer' };
      }
      log.warn({ repository, error }, 'repositories cannot be looked at before they are handed in');
      return { state: 'unchecked', why: 'no-git' };
    }
  };
}

function mistake(error: unknown, lang: Lang): RepositoryCheck {
  if (!(error instanceof DockgradeError)) throw error;
  const { code, message, remedy = null } = error;
  const where = code === 'ref-unknown' ? 'ref' : 'repository';
  return { state: 'mistake', where, code, ...(errorIn(lang, error) ?? { message, remedy }) };
}
