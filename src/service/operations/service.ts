import { requireTeacher } from '../people/guard.ts';
import type { Keeper, ServiceDependencies } from '../service.ts';
import type { Moving } from '../submissions.ts';
import type { OperationsService } from './contract.ts';
import { retry, retryAll } from './retry.ts';
import { makeTrouble } from './trouble.ts';
import { operationsView } from './view.ts';

export function operationsService(deps: ServiceDependencies, moving: Moving, keeper: Keeper): OperationsService {
  const look = operationsView(deps, keeper);
  return {
    async view(viewer, query) {
      requireTeacher(viewer);
      return look(query);
    },
    async retry(viewer, id) {
      requireTeacher(viewer);
      return retry(deps, moving, viewer, id);
    },
    async retryAll(viewer, code) {
      requireTeacher(viewer);
      return retryAll(deps, moving, viewer, code);
    },
    trouble: makeTrouble(deps),
  };
}
