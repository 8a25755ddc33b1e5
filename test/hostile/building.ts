import type { ServiceBuild } from '../../src/core/evidence/index.ts';
import type { Report } from '../../src/core/report/schema.ts';
import { bareAssignment, type HostileFiles } from '../support/hostile.ts';

/** An assignment that asks for images alone. */
export function assignment(limits: Record<string, unknown> = {}) {
  return bareAssignment({ rubric: { 'image-builds': 10 }, limits });
}

export function builds(report: Report): ServiceBuild[] {
  return report.evidence.build?.builds ?? [];
}

export function line(report: Report) {
  const found = report.results.find(({ grader }) => grader === 'image-builds');
  if (!found) throw new Error('image-builds did not judge');
  return found;
}

/** A service for each Dockerfile. */
export function stack(dockerfiles: Readonly<Record<string, string>>): HostileFiles {
  const services = Object.keys(dockerfiles).map((key) => `  ${key}: { build: { dockerfile: ${key}.Dockerfile } }`);
  const files = Object.entries(dockerfiles).map(([key, text]) => [`${key}.Dockerfile`, text] as const);
  return { 'docker-compose.yml': ['services:', ...services, ''].join('\n'), ...Object.fromEntries(files) };
}
