import type { WorkflowFacts } from '../../../src/core/evidence/index.ts';
import { readText } from './files.ts';
import { type Read, readYaml } from './yaml.ts';

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const MAX_WORKFLOWS = 20;
/** A command is looked at so far: the patterns take longer for each word that nearly fits. */
const MAX_WIDTH = 1000;
/** Actions whose business it is to build an image, or to bring up a Compose file that builds some. */
const ACTIONS =
  /^(docker\/(build-push-action|bake-action)|redhat-actions\/buildah-build|mr-smithers-excellent\/docker-build-push|hoverkraft-tech\/compose-action|isbang\/compose-action|elgohr\/Publish-Docker-Github-Action|devcontainers\/ci|depot\/(build-push|bake)-action)@/i;
/** `up` counts as well: on a fresh machine nothing is built yet, so it builds what the Compose file says. */
const COMMANDS = [
  /\b(docker|podman|nerdctl)\s+(image\s+|builder\s+)?build\b/,
  /\bdocker\s+buildx\s+(build|bake)\b/,
  /\b(docker|podman|nerdctl)[ -]compose\s([^|&;]*\s)?(build|up)\b/,
  /\bbuildah\s+(bud|build)\b/,
  /\bpack\s+build\b/,
];

type Step = { uses?: unknown; run?: unknown };
type Job = { steps?: unknown; uses?: unknown };

/** GitHub's workflows: what starts them, and which of their steps build an image. One that is called by another counts for its caller. */
export async function readWorkflows(root: string, files: readonly string[]): Promise<WorkflowFacts[]> {
  const found: (WorkflowFacts & { calls: string[] })[] = [];
  for (const file of files.filter((path) => WORKFLOW.test(path)).slice(0, MAX_WORKFLOWS)) {
    const text = await readText(root, file);
    if (text !== null) found.push(readWorkflow(file, text));
  }
  return found.map(({ calls, ...facts }) => ({
    ...facts,
    builds: [...facts.builds, ...found.filter(({ file }) => calls.includes(file)).flatMap(({ builds }) => builds)],
  }));
}

function readWorkflow(file: string, text: string): WorkflowFacts & { calls: string[] } {
  const { documents, problem } = readYaml(text);
  const [document] = documents;
  const workflow = asMap(document?.data);
  if (!document || problem) return { file, problem, events: [], builds: [], calls: [] };
  const jobs = Object.entries(asMap(workflow.jobs)) as [string, Job | null][];
  return {
    file,
    problem,
    events: eventsOf(workflow.on),
    builds: jobs.flatMap(([name, job]) =>
      asList(job?.steps).flatMap((step, index) =>
        buildsIn(step as Step | null, document, ['jobs', name, 'steps', index], text),
      ),
    ),
    calls: jobs.flatMap(([, job]) => (typeof job?.uses === 'string' ? [job.uses.replace(/^\.\//, '')] : [])),
  };
}

function eventsOf(on: unknown): string[] {
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? on.filter((event) => typeof event === 'string') : Object.keys(asMap(on));
}

function buildsIn(step: Step | null, document: Read, path: (string | number)[], text: string): WorkflowFacts['builds'] {
  if (typeof step?.uses === 'string' && ACTIONS.test(step.uses))
    return [{ line: document.lineOf([...path, 'uses']), text: `uses: ${step.uses}` }];
  if (typeof step?.run !== 'string') return [];
  const command = commandsOf(step.run).find((line) => COMMANDS.some((builds) => builds.test(line)));
  if (command === undefined) return [];
  const from = document.lineOf([...path, 'run']);
  const start = command.split('\n')[0]?.trim() ?? '';
  const below = text.split(/\r?\n/).slice(from - 1);
  const index = below.findIndex((line) => line.replace(/^[\s-]*(run:)?\s*/, '').startsWith(start));
  return [{ line: from + Math.max(index, 0), text: command.replace(/\s+/g, ' ').slice(0, 200) }];
}

/** The commands of a script: comments left out, and a line that goes on (`\`) as one, its parts separated by line breaks. */
function commandsOf(script: string): string[] {
  const lines = script.split(/\r?\n/).map((line) => line.trim());
  const whole = lines.filter((line) => !line.startsWith('#')).join('\n');
  return whole
    .replaceAll('\\\n', '\r')
    .split('\n')
    .map((line) => line.replaceAll('\r', '\n').slice(0, MAX_WIDTH));
}

function asMap(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
