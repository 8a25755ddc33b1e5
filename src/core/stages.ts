/** The steps of the worker, in their order (design.md, "Words"). */
export const STAGES = [
  'fetch',
  'resolve',
  'admit',
  'build',
  'start',
  'probe',
  'persistence',
  'drills',
  'teardown',
] as const;
export type StageName = (typeof STAGES)[number];
