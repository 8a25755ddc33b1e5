import type { Threat } from './threat.ts';

export const MOUNTS: readonly Threat[] = [];
