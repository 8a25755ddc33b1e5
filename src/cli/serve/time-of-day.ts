/** The time with which each line begins that `serve` tells while it runs, such as 14:05. */
export function timeOfDay(): string {
  return new Date().toTimeString().slice(0, 5);
}
