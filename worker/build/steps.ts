import type { BuildStep, DockerfileFacts } from '../../src/core/evidence/index.ts';

/** `#7 [stage-1 3/5] RUN npm ci`: in front of the number the stage, and before it the target where several are built. */
const BEGINS = /^#(\d+) \[(?:(.*) )?(\d+)\/\d+\] (.+)$/;
const ENDS = /^#(\d+) (?:(CACHED)|DONE (\d+(?:\.\d+)?)s|ERROR|CANCELED)/;
/** Where package managers say that they fetch something, which none does for what is there already. */
const FETCHES =
  /^#(\d+) [\d.]+ +(?:npm http fetch|added \d+ package|\[2\/4\] Fetching packages|Packages: \+\d|Collecting \S|Downloading \S|Downloaded \S|go: downloading |\[INFO\] Download|Restored \S|- (?:Downloading|Installing) \S|Fetching \S|Get:\d+ |\(\d+\/\d+\) Installing )/;
/** Instructions that BuildKit makes a step of. */
const COUNTED = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);
const MAX_INSTRUCTION = 1000;

/** Gathers what a build's plain output tells of its steps. To be called with each line as it comes: a talkative program must not push them out of a log. */
export function stepLines(): { lines: string[]; fetched: Set<string>; take: (line: string) => void } {
  const lines: string[] = [];
  const fetched = new Set<string>();
  const take = (line: string) => {
    if (BEGINS.test(line) || ENDS.test(line)) lines.push(line);
    const number = FETCHES.exec(line)?.[1];
    if (number !== undefined) fetched.add(number);
  };
  return { lines, fetched, take };
}

/** Whether an `ADD`, which unpacks archives, has begun and not ended. */
export function isAdding(lines: readonly string[]): boolean {
  const open = new Set<string>();
  for (const line of lines) {
    const [, begun = '', , , instruction = ''] = BEGINS.exec(line) ?? [];
    if (instruction.startsWith('ADD ')) open.add(begun);
    open.delete(ENDS.exec(line)?.[1] ?? '');
  }
  return open.size > 0;
}

/**
 * The steps of a build in the order of its Dockerfile; those that BuildKit adds for itself, and the fetching of base images, are left out.
 * Steps run at the same time and their lines come mixed: BuildKit's number tells which is meant.
 */
export function readSteps(
  { lines, fetched }: Pick<ReturnType<typeof stepLines>, 'lines' | 'fetched'>,
  dockerfile: DockerfileFacts | undefined,
  mask: (text: string) => string,
): BuildStep[] {
  const steps = new Map<string, BuildStep>();
  for (const line of lines) {
    const [, number = '', prefix = '', position = '', instruction = ''] = BEGINS.exec(line) ?? [];
    if (number !== '' && !steps.has(number) && !instruction.startsWith('FROM ')) {
      const where = dockerfile ? lineOf(dockerfile, prefix, Number(position), instruction) : null;
      const shown = mask(instruction).slice(0, MAX_INSTRUCTION);
      steps.set(number, {
        instruction: shown,
        cached: false,
        seconds: null,
        fetched: fetched.has(number),
        line: where,
      });
    }
    const [, ended = '', cached, seconds] = ENDS.exec(line) ?? [];
    const step = steps.get(ended);
    if (step && cached) Object.assign(step, { cached: true, seconds: null });
    if (step && seconds) Object.assign(step, { cached: false, seconds: Number(seconds) });
  }
  return [...steps.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** The text of a step has its variables filled in, so it is found by its place: the n-th step of its stage. Only a base image from outside is a step too. */
function lineOf({ service, stages, instructions }: DockerfileFacts, prefix: string, position: number, text: string) {
  const words = prefix.split(' ');
  const name = words.at(-1) ?? '';
  if (words.length > 1 && words[0] !== service) return null;
  const byName = stages.findIndex((stage) => stage.name?.toLowerCase() === name.toLowerCase());
  const numbered = /^stage-(\d+)$/.exec(name)?.[1];
  const only = stages.length === 1 && (name === '' || name === service) ? 0 : -1;
  const stage = byName === -1 ? Number(numbered ?? only) : byName;
  const base = stages[stage];
  const before = base?.internal ? 0 : 1;
  const counted = instructions.filter((one) => one.stage === stage && COUNTED.has(one.keyword));
  const found = counted[position - 1 - before];
  return found && text.startsWith(found.keyword) ? found.line : null;
}
