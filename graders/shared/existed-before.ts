import type { Evidence } from '../../src/core/evidence/index.ts';

/** The files of the database were there before its first start: they came with the repository, because every volume is fresh here. */
export function existedBefore({ start }: Evidence): boolean {
  const mount = start?.database?.dataMount;
  const state = start?.attempts[0]?.services.find(({ service }) => service === start.database?.service);
  if (mount?.type !== 'bind' || state === undefined || state.restarts > 0) return false;
  return /appears to contain a database; Skipping initialization/.test(state.log);
}
