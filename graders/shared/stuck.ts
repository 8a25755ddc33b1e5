import type { Evidence } from '../../src/core/evidence/index.ts';
import type { Voice } from './heard.ts';

/** What Compose said of containers that could not be started, under the service that it speaks of. */
export function stuck({ start, resolve }: Evidence): Voice[] {
  return (start?.attempts ?? []).flatMap(({ failure, services }) => {
    const never = services.find(({ status }) => status === 'created')?.service ?? resolve?.app?.service;
    return failure === null ? [] : [{ service: never ?? 'Compose', text: failure }];
  });
}
