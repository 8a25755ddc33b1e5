import type { Threat } from './threat.ts';

export const KEYS: readonly Threat[] = [];
