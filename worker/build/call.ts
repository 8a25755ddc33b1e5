import type { DockerfileFacts } from '../../src/core/evidence/index.ts';
import type { GradingJob } from '../../src/core/job.ts';
import type { ComposeBuild, ComposeModel } from '../admission/model.ts';
import { plain } from '../admission/values.ts';
import type { BuildCall } from '../engine/engine.ts';
import { imageOf } from '../engine/labels.ts';
import { scopeOf } from './scope.ts';

/** What is built, and where its things lie. */
export interface Building {
  /** A service of the admitted file. */
  service: string;
  model: ComposeModel;
  /** Of the image that comes of it. */
  tag: string;
  /** Where a student wrote it. */
  dockerfile?: DockerfileFacts | undefined;
}

/** Whose build it is. */
interface BuildOf {
  job: Pick<GradingJob, 'id' | 'repository'> & { assignment: { limits: { disk: number } } };
}

/** The service's build as the engine is to carry it out. In the admitted file every `$` is doubled, as Compose wants it. */
export function buildCall(
  { job }: BuildOf,
  { service, model, tag, dockerfile }: Building,
  places: Pick<BuildCall, 'dockerfile' | 'policy' | 'group'>,
): BuildCall {
  const build: ComposeBuild = model.services[service]?.build ?? {};
  const { target, network, shm_size: shmSize, context = '', labels = {}, args = {} } = build;
  return {
    ...places,
    tag,
    labels,
    context: plain(context),
    contexts: mapped(build.additional_contexts ?? {}, (source) => contextOf(job.id, plain(source))),
    args: mapped(args, plain),
    secrets: secretsOf(model, build),
    target: target === undefined ? null : plain(target),
    network: network ?? null,
    shmSize: shmSize ?? null,
    scope: scopeOf(job.repository),
    isPrivate: (build.secrets ?? []).length > 0 || hasCacheMounts(dockerfile),
    largestFile: job.assignment.limits.disk,
  };
}

/** The services whose images a build starts from or copies from. */
export function builtUpon(build: ComposeBuild | undefined): string[] {
  return Object.values(build?.additional_contexts ?? {}).flatMap((source) => serviceOf(plain(source)) ?? []);
}

/**
 * What lies in a cache mount is no part of what a result is found again by: somebody who fills it with something else, and then runs the same step, would have
 * done so for everybody. Whoever is to be protected from that writes it plainly.
 */
function hasCacheMounts(dockerfile: DockerfileFacts | undefined): boolean {
  const flags = (dockerfile?.instructions ?? []).flatMap((instruction) => instruction.flags ?? []);
  return flags.some((flag) => /^--mount=.*\bcache\b/is.test(flag));
}

function contextOf(job: string, source: string): string {
  const service = serviceOf(source);
  return service === undefined ? source : `docker-image://${imageOf(job, service)}`;
}

function serviceOf(source: string): string | undefined {
  return /^service:(.+)$/.exec(source)?.[1];
}

function secretsOf({ secrets }: ComposeModel, build: ComposeBuild): BuildCall['secrets'] {
  return (build.secrets ?? []).flatMap(({ source, target }) => {
    const file = secrets[source]?.file;
    return file === undefined ? [] : [{ id: plain(target ?? source), file: plain(file) }];
  });
}

function mapped(values: Readonly<Record<string, string>>, change: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
