import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultRubric, graders } from '../../graders/index.ts';
import { parseAssignment } from '../../src/core/assignment/parse.ts';
import { DockgradeError } from '../../src/core/errors.ts';
import { showLife } from '../../worker/alive.ts';
import { grade } from '../../worker/grade.ts';
import { startProber } from '../../worker/prober/start.ts';
import { openEngine } from './engine.ts';
import { EXAMPLE } from './places.ts';

/**
 * Grades as the command line does, and shows its life as a worker does, in a process that a test can interrupt or kill: `JOB HOME REPOSITORY`. Tells each stage that starts on
 * standard output. Exit status 130 when it was interrupted.
 */
const [job = '', home = '', repository = ''] = process.argv.slice(2);
const controller = new AbortController();
process.on('SIGINT', () => controller.abort(new DockgradeError('interrupted', 'interrupted')));
const text = await readFile(join(EXAMPLE, 'assignment.yaml'), 'utf8');
const known = graders.map(({ id }) => id);
const assignment = parseAssignment(text, 'assignment.yaml', defaultRubric, known);
const { engine, release } = await openEngine();
const prober = startProber(engine.info);
const hideLife = await showLife(home);
try {
  await grade(
    { id: job, repository, ref: null, assignment },
    {
      engine,
      prober,
      folder: home,
      keep: false,
      onEvent: (event) => {
        if (event.type === 'stage-started') process.stdout.write(`started ${event.stage}\n`);
      },
    },
    controller.signal,
  );
} catch (error) {
  if (error !== controller.signal.reason) throw error;
  process.exitCode = 130;
} finally {
  await hideLife();
  await prober.close();
  await release();
}
