import type { Threat } from './threat.ts';

export const NETWORKS: readonly Threat[] = [];
