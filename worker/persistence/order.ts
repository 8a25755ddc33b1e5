import type { ResolveEvidence } from '../../src/core/evidence/index.ts';

/** The services that a start without a ready database can hurt: the applications, and what they start after; no database. */
export function watchedBy({ app, applications, services }: ResolveEvidence): string[] {
  const names = new Set([...applications, ...(app ? [app.service] : [])]);
  for (const name of names)
    for (const { service } of services.find((one) => one.name === name)?.dependsOn ?? []) names.add(service);
  return [...names].filter((name) => services.some((one) => one.name === name && one.database === null));
}

/** Compose does not start it before the database is healthy: it says so itself, or something that it starts after does. */
export function awaitsDatabase(name: string, resolve: ResolveEvidence, asked = new Set<string>()): boolean {
  if (asked.has(name)) return false;
  asked.add(name);
  const after = resolve.services.find((one) => one.name === name)?.dependsOn ?? [];
  return after.some(
    ({ service, condition }) =>
      (service === resolve.database?.service && condition === 'service_healthy') ||
      awaitsDatabase(service, resolve, asked),
  );
}
