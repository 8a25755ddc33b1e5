import type { Threat } from './threat.ts';

export const FRAUD: readonly Threat[] = [];
