/** What must be out of reach, or (`outside`, `names`) is where a run or build is open. */
export type Target = 'gateway' | 'machine' | 'metadata' | 'submission' | 'outside' | 'names';

/** A TCP connection, or the look-up of a name (without a port). The address `gateway` is that of the network of whoever tries. */
export interface Attempt {
  target: Target;
  address: string;
  port: number | null;
}

/** What came of it. `how`: the system's word (`ECONNREFUSED`), `timeout`, `connected`, or the addresses of a name. */
export interface Outcome extends Attempt {
  reached: boolean;
  how: string;
}

/** Reads what `inside.ts` printed; null where it did not come to its end. */
export function readOutcomes(output: string): Outcome[] | null {
  const said = [...output.matchAll(/dockgrade-proof (\{.*\}|end)/g)].map(([, words = '']) => words);
  return said.at(-1) === 'end' ? said.slice(0, -1).map((words) => JSON.parse(words)) : null;
}
