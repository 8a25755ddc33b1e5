import type { ResolveEvidence } from '../../src/core/evidence/index.ts';
import { finalBase } from './final-stage.ts';
import { checkCommand } from './waiting.ts';

/** The words of a health check that needs nothing but what the image of the service brings; null where that is not known. */
export function ownCheck(service: string, resolve: ResolveEvidence): string[] | null {
  const { database, app } = resolve;
  if (database?.service === service && database.kind !== null) return [checkCommand(database, resolve)];
  const dockerfile = resolve.dockerfiles.find((file) => file.service === service);
  const base = (dockerfile && finalBase(dockerfile, resolve)?.reference) ?? '';
  const url = `http://localhost:${app?.service === service ? app.port : 3000}`;
  if (/(^|\/)node\b/.test(base)) return ['node', '-e', `fetch('${url}').then((r) => process.exit(r.ok ? 0 : 1))`];
  if (/(^|\/)python\b/.test(base)) return ['python', '-c', `import urllib.request as r; r.urlopen('${url}')`];
  return null;
}
