import type { ProbeEvidence, ResolveEvidence, StartEvidence } from '../../src/core/evidence/index.ts';
import { applicationCause } from './cause.ts';
import type { Symptom } from './listening.ts';
import { lastAttempt, stateOf } from './services.ts';

/** How an application that runs and gives no good answer was seen; null when it answers, or cannot be asked for another reason. */
export function symptomOf({
  resolve,
  start,
  probe,
}: {
  resolve: ResolveEvidence;
  start: StartEvidence;
  probe: ProbeEvidence;
}): Symptom | null {
  const app = resolve.app?.service;
  if (app === undefined || start.port === null) return null;
  if (applicationCause(resolve, start, probe)?.by !== 'app-responds') return null;
  const state = stateOf(lastAttempt(start), app);
  const service = resolve.services.find(({ name }) => name === app);
  return {
    app,
    port: start.port,
    published: service?.ports.find(({ target }) => target === start.port)?.published ?? null,
    path: probe.ready.path,
    answer: probe.ready.answer,
    listening: state?.listening ?? null,
    within: start.within ?? null,
    watched: state?.processes.some(({ command }) => DEVELOPMENT.test(command)) ?? false,
    log: state?.log ?? '',
  };
}

const DEVELOPMENT = /nodemon|ts-node-dev|\b(run|yarn|pnpm) dev\b|start:dev|--watch\b|--reload\b|flask .*--debug/;
