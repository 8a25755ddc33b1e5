import type { ResolveEvidence, Where } from '../../src/core/evidence/index.ts';
import { holds } from './database.ts';
import { factsOf, workdirOf } from './lines.ts';

/** A folder of the repository that is mounted over the one where the image has its dependencies; null when they can be seen. */
export function hiddenModules(
  resolve: ResolveEvidence,
  service: string,
): { source: string; target: string; modules: string; where: Where } | null {
  const modules = `${workdirOf(resolve, service).replace(/\/+$/, '')}/node_modules`;
  const mounts = factsOf(resolve, service)?.mounts ?? [];
  const kept = mounts.some(({ type, target }) => type !== 'bind' && target.replace(/\/+$/, '') === modules);
  const over = mounts.find(({ type, target }) => type === 'bind' && holds(target, modules));
  if (kept || !over) return null;
  return { source: over.source ?? '.', target: over.target, modules, where: over.where };
}
