import { assignmentService } from './assignments.ts';
import { editorService } from './editor.ts';
import { gradeService } from './grades.ts';
import { makeFeed } from './keeper/feed.ts';
import { makeKeeper } from './keeper/keeper.ts';
import { makeSlots } from './keeper/slots.ts';
import { makeLater } from './later.ts';
import { operationsService } from './operations/service.ts';
import { peopleService } from './people.ts';
import type { Service, ServiceDependencies } from './service.ts';
import { makeWakes } from './submissions/wakes.ts';
import { submissionService } from './submissions.ts';

/** The service over a store and a queue that are open. Its keeper is started by whoever runs it. */
export function makeService(deps: ServiceDependencies): Service {
  const wakes = makeWakes(deps);
  const later = makeLater(deps.log);
  const feed = makeFeed(deps);
  const slots = makeSlots(deps, wakes);
  const moving = { wakes, later, feed, slots };
  const keeper = makeKeeper(deps, moving);
  return {
    submissions: submissionService(deps, { wakes, later, feed, slots }),
    assignments: assignmentService(deps),
    grades: gradeService(deps),
    people: peopleService(deps),
    editor: editorService(deps, moving),
    operations: operationsService(deps, moving, keeper),
    keeper,
  };
}
