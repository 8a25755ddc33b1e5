import type { Threat } from './threat.ts';

export const LOADER: readonly Threat[] = [];
