import type { Threat } from './threat.ts';

export const PROBES: readonly Threat[] = [];
