import { cleanTexts } from '../../core/report/clean.ts';
import type { Service } from '../../service/service.ts';
import type { Store } from '../../store/store.ts';
import { timeOfDay } from './time-of-day.ts';

/** Tells each submission that ends in one line: when, what came of it, whose it was. Returns what ends it. */
export function tellFinished(service: Service, store: Store, tell: (line: string) => void): () => void {
  return service.keeper.onFinished(({ submission, assignment, outcome, seconds }) => {
    void line(submission).then(tell, () => tell(`${submission}  ${outcome}`));

    async function line(id: string): Promise<string> {
      const known = await store.submissions.get(id);
      const result = known?.result ? await store.submissions.result(known.result) : null;
      const person = known ? await store.people.person(known.person) : null;
      const what = outcome === 'graded' && result ? `${result.earned} / ${result.possible}` : outcome;
      const fault = known?.fault ? ` (${known.fault.code})` : '';
      return cleanTexts(
        `${timeOfDay()}  ${what}${fault}  ${assignment}  ${person?.name ?? '?'}  ${id}  ${Math.round(seconds)} s`,
      );
    }
  });
}
