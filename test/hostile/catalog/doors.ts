import type { Threat } from './threat.ts';

export const DOORS: readonly Threat[] = [];
