/**
 * How a test of generated cases runs: another seed each time, or the one that `FUZZ_SEED` names; `FUZZ_TIMES` makes it that many times as long. The seed is
 * printed, so that whatever is found can be found again.
 */
export function seeded(name: string, runs: number): { seed: number; numRuns: number } {
  const seed = Number(process.env.FUZZ_SEED || Math.trunc(Math.random() * 2 ** 31));
  const numRuns = runs * Number(process.env.FUZZ_TIMES || 1);
  process.stdout.write(`${name}: FUZZ_SEED=${seed}, ${numRuns} runs\n`);
  return { seed, numRuns };
}
