import { type Readiness, readiness } from '../../api/readiness.ts';
import { cleanTexts } from '../../core/report/clean.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Store } from '../../store/store.ts';
import { timeOfDay } from './time-of-day.ts';

/** Looks in a row at which a part must be unwell before it is told: a worker needs its time to start, and begins anew when it ended. */
const PATIENCE = { store: 2, queue: 2, workers: 5 };

type Part = keyof typeof PATIENCE;

/**
 * Looks again and again whether everything answers that a submission needs, and tells in a line what does not, and when it does again.
 * @param every milliseconds between two looks
 * @returns what ends it
 */
export function tellTroubles(
  parts: { store: Store; queue: Queue },
  tell: (line: string) => void,
  every = 2000,
): () => void {
  const looks: Record<Part, number> = { store: 0, queue: 0, workers: 0 };
  let told: string | null = null;
  let timer = setTimeout(look, every);
  let over = false;

  async function look(): Promise<void> {
    const { checks } = await readiness(parts);
    for (const part of ORDER) looks[part] = checks[part].ok ? 0 : looks[part] + 1;
    const well = ORDER.every((part) => checks[part].ok);
    const first = ORDER.find((part) => looks[part] >= PATIENCE[part]);
    const now = first ? await words(first, checks, parts.queue) : null;
    if (over) return;
    if (now !== null && now !== told) tell(line(now));
    if (well && told !== null) tell(line('All is well again: submissions are accepted and graded.'));
    told = well ? null : (now ?? told);
    timer = setTimeout(look, every);
  }

  return () => {
    over = true;
    clearTimeout(timer);
  };
}

/** Without the first the others say nothing. */
const ORDER: Part[] = ['store', 'queue', 'workers'];

/** Why workers take nothing is for who runs them alone, and so is not among what everybody may ask for. */
async function words(part: Part, checks: Readiness['checks'], queue: Queue): Promise<string> {
  if (part !== 'workers') return checks[part].detail;
  const workers = await queue.workers().catch(() => []);
  const troubles = [...new Set(workers.flatMap(({ trouble }) => trouble ?? []))];
  if (troubles.length === 0) return 'No worker takes submissions: they are accepted and wait.';
  return `The worker takes no submissions: ${troubles.join(' ')}`;
}

function line(text: string): string {
  return cleanTexts(`${timeOfDay()}  ${text}`);
}
