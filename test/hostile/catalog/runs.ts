import type { Threat } from './threat.ts';

export const RUNS: readonly Threat[] = [];
