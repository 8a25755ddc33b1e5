import { join } from 'node:path';
import type {
  BuildEvidence,
  DockerfileFacts,
  Evidence,
  ServiceBuild,
  ServiceFacts,
} from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { foreignBase } from '../build/bases.ts';
import { builtUpon } from '../build/call.ts';
import { hideSecrets } from '../build/hide-secrets.ts';
import { buildImage } from '../build/image.ts';
import { imageFacts } from '../build/image-facts.ts';
import { keepContext } from '../build/keep-context.ts';
import { plantMarkers } from '../build/markers.ts';
import { inOrder } from '../build/order.ts';
import { SCAN_TIMEOUT, scanBuilt } from '../build/scan-built.ts';
import { scopeOf } from '../build/scope.ts';
import { oversized, tooLarge } from '../build/too-large.ts';
import { imageOf } from '../engine/labels.ts';
import { lastOf } from '../observe/last-of.ts';
import type { RunContext, Stage, StageResult } from './stage.ts';
import { together } from './together.ts';
import { admittedModel, needed } from './workpieces.ts';

type Failure = NonNullable<ServiceBuild['failure']>;

const MAX_LOG = 16 * 1024;
const PULL_TIMEOUT = 300_000;
/** Share of the total time after which the builds are given up: enough must be left to say so. */
const BUILD_SHARE = 0.6;

/** Builds every image by itself, so that each has its own result, and fetches the others meanwhile. */
export const buildStage: Stage<'build'> = {
  name: 'build',
  deadline: ({ assignment }) => assignment.limits.time * 1000 * BUILD_SHARE + 120_000 + SCAN_TIMEOUT,
  run,
};

async function run(context: RunContext, evidence: Evidence): Promise<StageResult<'build'>> {
  const { services, dockerfiles } = needed(evidence, 'resolve');
  hideSecrets(context, dockerfiles);
  const built = services.filter(({ build }) => build !== null);
  const ours = new Set(built.map(({ image }) => image?.reference));
  const fetched = services.filter(({ build, image }) => build === null && image !== null && !ours.has(image.reference));
  const known = (names: string[]) => [...new Set(names)].filter((name) => name !== '' && !name.includes('$'));
  // A run that was killed could not.
  await context.engine.forgetBuilds(scopeOf(context.job.repository), context.signal);
  const refusals = await foreignBases(context, dockerfiles);
  const bases = known(dockerfiles.filter(({ service }) => !refusals.has(service)).flatMap(basesOf));
  await context.engine.prepare(
    known([...bases, ...fetched.map(({ image }) => image?.reference ?? '')]),
    context.signal,
    context.say,
  );
  const [pulls, own] = await together(context, [
    (part) => Promise.all(fetched.map((service) => fetchImage(part, service))),
    async (part) => {
      await Promise.all(bases.map((name) => ensure(part, name)));
      return buildAll(part, built, evidence, refusals);
    },
  ]);
  const builds = [...own, ...(await oversized(context, pulls, services))];
  const failed = builds.filter(({ outcome }) => outcome !== 'built');
  if (failed.length === 0) await keepContext(context);
  const { scans, fault } = await scanBuilt(context, failed.length === 0 ? builds : []);
  const said = summary(builds, failed, pulls.length);
  return {
    evidence: { builds, pulls, ...(scans && { scans }) },
    detail: fault === null ? said : { en: `${said.en}; ${fault.en}`, es: `${said.es}; ${fault.es}` },
    halt: failed.length > 0,
  };
}

/** By service: what its Dockerfile starts from and may not. Looked at before anything is fetched. */
async function foreignBases(
  context: RunContext,
  dockerfiles: readonly DockerfileFacts[],
): Promise<Map<string, Failure>> {
  const found = new Map<string, Failure>();
  for (const dockerfile of dockerfiles) {
    const failure = await foreignBase(dockerfile, context.engine, context.signal);
    if (failure) found.set(dockerfile.service, failure);
  }
  return found;
}

function basesOf({ stages }: DockerfileFacts): string[] {
  return stages.filter(({ internal }) => !internal).map(({ from }) => from.reference);
}

/** One after the other, all within one time: a service that is built upon another comes after it. */
async function buildAll(
  context: RunContext,
  services: readonly ServiceFacts[],
  evidence: Evidence,
  refusals: ReadonlyMap<string, Failure>,
): Promise<ServiceBuild[]> {
  const model = admittedModel(context);
  const until = performance.now() + context.job.assignment.limits.time * 1000 * BUILD_SHARE;
  const builds = new Map<string, ServiceBuild>();
  for (const service of inOrder(services, model)) {
    context.say(service.name);
    const upon = builtUpon(model.services[service.name]?.build);
    const refusal = refusals.get(service.name);
    const isWaiting = upon.some((name) => builds.get(name)?.outcome !== 'built');
    const left = until - performance.now();
    if (refusal) builds.set(service.name, { ...notBuilt(service), outcome: 'failed', failure: refusal });
    else if (isWaiting || left <= 0) builds.set(service.name, notBuilt(service));
    else builds.set(service.name, await buildService(context, service, evidence, left));
  }
  return services.flatMap(({ name }) => builds.get(name) ?? []);
}

function notBuilt({ name }: ServiceFacts): ServiceBuild {
  return { service: name, outcome: 'skipped', seconds: 0, log: '', steps: [], failure: null, image: null };
}

function summary(builds: ServiceBuild[], failed: ServiceBuild[], fetched: number): Text {
  const names = failed.map(({ service }) => service).join(', ');
  if (failed.length > 0) return { en: `${names} failed`, es: `${failed.length === 1 ? 'falló' : 'fallaron'} ${names}` };
  const built = builds.length;
  return {
    en: `${built} built, ${fetched} fetched`,
    es: `${built} ${built === 1 ? 'construida' : 'construidas'}, ${fetched} ${fetched === 1 ? 'descargada' : 'descargadas'}`,
  };
}

async function buildService(
  context: RunContext,
  service: ServiceFacts,
  evidence: Evidence,
  timeout: number,
): Promise<ServiceBuild> {
  const dockerfile = needed(evidence, 'resolve').dockerfiles.find((facts) => facts.service === service.name);
  const root = join(context.folder, 'context');
  const folder = join(root, service.build?.context ?? '.');
  const markers = await plantMarkers(join(context.folder, 'checkout'), root, folder, needed(evidence, 'fetch').git);
  const tag = imageOf(context.job.id, service.name);
  const order = { service: service.name, model: admittedModel(context), tag, dockerfile, root, timeout };
  const { output, ...built } = await buildImage(context, order);
  const facts = { service: service.name, ...built, log: lastOf(output, MAX_LOG) };
  if (built.outcome !== 'built') return { ...facts, image: null };
  const image = await imageFacts(context, service, tag, dockerfile, markers);
  const { disk } = context.job.assignment.limits;
  return image.size > disk
    ? { ...facts, outcome: 'failed', failure: tooLarge(image.size, disk), image: null }
    : { ...facts, image };
}

async function fetchImage(context: RunContext, service: ServiceFacts): Promise<BuildEvidence['pulls'][number]> {
  const started = performance.now();
  const reference = service.image?.reference ?? '';
  const result = await ensure(context, reference);
  return { service: service.name, reference, ...result, seconds: (performance.now() - started) / 1000 };
}

async function ensure({ engine, signal }: RunContext, reference: string) {
  if ((await engine.image(reference, signal)) !== null) return { outcome: 'present' as const, message: null };
  return engine.pull(reference, { signal, timeout: PULL_TIMEOUT });
}
