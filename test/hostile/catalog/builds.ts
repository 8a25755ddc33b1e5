import type { Threat } from './threat.ts';

export const BUILDS: readonly Threat[] = [];
