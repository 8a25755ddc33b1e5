import { admitStage } from './admit.ts';
import { buildStage } from './build.ts';
import { drillsStage } from './drills.ts';
import { fetchStage } from './fetch.ts';
import { persistenceStage } from './persistence.ts';
import { probeStage } from './probe.ts';
import { resolveStage } from './resolve.ts';
import { startStage } from './start.ts';

/** The stages that gather evidence, in their order. Teardown comes after them, always. */
export const stages = [
  fetchStage,
  resolveStage,
  admitStage,
  buildStage,
  startStage,
  probeStage,
  persistenceStage,
  drillsStage,
] as const;
