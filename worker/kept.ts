import type { Evidence } from '../src/core/evidence/index.ts';
import { JOB_LABEL, projectOf } from './engine/labels.ts';
import type { RunContext } from './stages/stage.ts';
import { targetOf } from './stages/target.ts';

/** A stack that was left up. */
export interface Kept {
  project: string;
  /** Address of the application, `http://ADDRESS:PORT`; null when it does not run. */
  address: string | null;
  /** Shell commands: the first lists the containers, the others remove everything. */
  commands: string[];
}

/** How to reach a stack that stays, and how to get rid of it. */
export async function keptStack(context: RunContext, { resolve, start }: Evidence): Promise<Kept> {
  const project = projectOf(context.job.id);
  const port = start?.port ?? null;
  const target = resolve?.app && port !== null ? await targetOf(context, resolve.app.service, port) : null;
  const label = `label=${JOB_LABEL}=${context.job.id}`;
  const each = (list: string, remove: string) =>
    `docker ${list} --quiet --filter ${label} | xargs --no-run-if-empty docker ${remove}`;
  return {
    project,
    address: target && `http://${target.address.includes(':') ? `[${target.address}]` : target.address}:${target.port}`,
    commands: [
      `docker compose --project-name ${project} ps`,
      each('ps --all', 'rm --force --volumes'),
      each('network ls', 'network rm'),
      each('volume ls', 'volume rm'),
      each('image ls', 'image rm --force'),
      `rm -r ${context.folder}`,
    ],
  };
}
