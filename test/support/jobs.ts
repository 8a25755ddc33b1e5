import { defaultRubric } from '../../graders/index.ts';
import { parseAssignment } from '../../src/core/assignment/parse.ts';
import { type GradingJob, newId } from '../../src/core/job.ts';
import type { Run } from '../../src/core/run.ts';

const ASSIGNMENT = parseAssignment('id: homework\ntitle: Homework\n', 'assignment.yaml', defaultRubric);

/** A small job that a worker can be given. */
export function gradingJob(repository = 'https://github.com/student/homework'): GradingJob {
  return { id: newId(), repository, ref: null, assignment: ASSIGNMENT };
}

/** Facts of a run that was refused before anything was started: the smallest that fits the schema. */
export function refusedRun({ id, repository, ref, assignment: _ }: GradingJob): Run {
  return {
    submission: { id, repository, ref, commit: null },
    outcome: 'refused',
    evidence: {},
    stages: [],
    leftovers: { containers: 0, networks: 0, volumes: 0, images: 0 },
    worker: { engine: '26.1.5', compose: '2.26.1', dockgrade: '0.1.0' },
  };
}
