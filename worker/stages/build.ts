import { join } from 'node:path';
import type { BuildEvidence, Evidence, ServiceBuild, ServiceFacts } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { readFailure } from '../build/failure.ts';
import { readByBuilder } from '../build/frontend.ts';
import { hideSecrets } from '../build/hide-secrets.ts';
import { imageFacts } from '../build/image-facts.ts';
import { keepContext } from '../build/keep-context.ts';
import { plantMarkers } from '../build/markers.ts';
import { SCAN_TIMEOUT, scanBuilt } from '../build/scan-built.ts';
import { readSteps, stepLines } from '../build/steps.ts';
import { imageOf } from '../engine/labels.ts';
import type { RunContext, Stage, StageResult } from './stage.ts';
import { together } from './together.ts';
import { admittedCall, needed } from './workpieces.ts';

const MAX_LOG = 16 * 1024;
const PULL_TIMEOUT = 300_000;
/** Share of the total time after which a build is given up: enough must be left to say so. */
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
  const bases = dockerfiles.flatMap(({ stages }) =>
    stages.filter(({ internal }) => !internal).map(({ from }) => from.reference),
  );
  const known = (names: string[]) => [...new Set(names)].filter((name) => name !== '' && !name.includes('$'));
  const all = known([...bases, ...fetched.map(({ image }) => image?.reference ?? '')]);
  await context.engine.prepare(all, context.signal, context.say);
  await readByBuilder(join(context.folder, 'context'), dockerfiles);
  const [pulls, builds] = await together(context, [
    (part) => Promise.all(fetched.map((service) => fetchImage(part, service))),
    async (part) => {
      await Promise.all(known(bases).map((name) => ensure(part, name)));
      return buildAll(part, built, evidence);
    },
  ]);
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

async function buildAll(
  context: RunContext,
  services: readonly ServiceFacts[],
  evidence: Evidence,
): Promise<ServiceBuild[]> {
  const builds: ServiceBuild[] = [];
  for (const service of services) {
    context.say(service.name);
    builds.push(await buildService(context, service, evidence));
  }
  return builds;
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

async function buildService(context: RunContext, service: ServiceFacts, evidence: Evidence): Promise<ServiceBuild> {
  const resolve = needed(evidence, 'resolve');
  const dockerfile = resolve.dockerfiles.find((facts) => facts.service === service.name);
  const root = join(context.folder, 'context');
  const folder = join(root, service.build?.context ?? '.');
  const markers = await plantMarkers(join(context.folder, 'checkout'), root, folder, needed(evidence, 'fetch').git);
  const timeout = context.job.assignment.limits.time * 1000 * BUILD_SHARE;
  const told = stepLines();
  const result = await context.engine.compose(admittedCall(context), ['build', service.name], {
    signal: context.signal,
    timeout,
    onLine: told.take,
  });
  const output = `${result.stdout}\n${result.stderr}`;
  const built = {
    service: service.name,
    seconds: result.seconds,
    log: context.mask(output).trim().slice(-MAX_LOG),
    steps: readSteps(told, dockerfile, context.mask),
  };
  if (result.exitCode !== 0) {
    const failure = result.timedOut
      ? {
          instruction: null,
          exitCode: null,
          message: `not finished after ${Math.round(timeout / 1000)} s`,
          where: null,
        }
      : readFailure(context.mask(output), dockerfile?.file ?? null);
    return { ...built, outcome: result.timedOut ? 'timeout' : 'failed', failure, image: null };
  }
  const image = await imageFacts(context, service, imageOf(context.job.id, service.name), dockerfile, markers);
  return { ...built, outcome: 'built', failure: null, image };
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
