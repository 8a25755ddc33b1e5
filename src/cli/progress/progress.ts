import type { RunEvent } from '../../core/run.ts';

/** Shows on standard error how a run goes on. */
export interface Progress {
  /** Whether what is said next takes the place of what was said: then it may be said often. */
  replaces: boolean;
  /** A word about what happens before or between the stages. */
  say(line: string): void;
  /** A line that stays, as it is. */
  note(line: string): void;
  onEvent(event: RunEvent): void;
  /** Takes away what moves; what was said stays. May be called again. */
  end(): void;
}
