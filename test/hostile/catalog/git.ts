import type { Threat } from './threat.ts';

export const GIT: readonly Threat[] = [];
