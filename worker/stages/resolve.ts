import { cp, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { ResolveEvidence } from '../../src/core/evidence/index.ts';
import { inEach, type Text } from '../../src/core/text.ts';
import { checkSources } from '../admission/sources.ts';
import { type ComposeSource, locator } from '../compose/locate.ts';
import { projectOf } from '../engine/labels.ts';
import { readDelivery } from '../resolve/delivery/index.ts';
import { readDockerfile } from '../resolve/dockerfiles.ts';
import { fillMissingEnvFiles, readVariables, supplyFiles } from '../resolve/environment.ts';
import { findComposeFiles, findElsewhere } from '../resolve/find.ts';
import { loadModel } from '../resolve/load.ts';
import { loadFilling } from '../resolve/load-filling.ts';
import { findRoles } from '../resolve/roles.ts';
import { secretIn } from '../resolve/secrets.ts';
import { serviceFacts } from '../resolve/services.ts';
import type { RunContext, Stage, StageResult } from './stage.ts';

/** Reads what the repository asks for: Compose files, Dockerfiles, who is the application and who the database, and how it is delivered. Nothing runs. */
export const resolveStage: Stage<'resolve'> = { name: 'resolve', deadline: () => 60_000, run };

async function run(context: RunContext): Promise<StageResult<'resolve'>> {
  const { stack } = context.job.assignment;
  const root = join(context.folder, 'context');
  await cp(join(context.folder, 'checkout'), root, { recursive: true, verbatimSymlinks: true });
  const folder = join(root, stack.path);
  const names = await findComposeFiles(folder, stack.file);
  const files = names.map((name) => relative(root, join(folder, name)));
  const nothing = { ...EMPTY, compose: { ...EMPTY.compose, files } };
  if (names.length === 0) {
    const elsewhere = await findElsewhere(root);
    return {
      evidence: { ...EMPTY, compose: { ...EMPTY.compose, outcome: 'missing', elsewhere } },
      detail: { en: 'no Compose file', es: 'no hay archivo de Compose' },
      halt: true,
    };
  }

  await supplyFiles(root, folder, stack);
  const refusals = await checkSources({ checkout: root, files });
  if (refusals.length > 0) {
    const detail = { en: 'refused before loading', es: 'rechazado antes de cargarlo' };
    return { evidence: { ...nothing, refusals }, detail };
  }

  const sources: ComposeSource[] = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(join(root, file), 'utf8') })),
  );
  const locate = locator(sources);
  const named = Object.keys((locate.written(['services']) ?? {}) as object);
  const asked = await fillMissingEnvFiles(root, folder, stack, named, locate);
  const { variables, dropped } = await readVariables(root, folder, stack);
  const call = {
    project: projectOf(context.job.id),
    folder,
    files: names.map((name) => join(folder, name)),
    variables,
    root,
    visible: [root],
  };
  const seal = await context.seal();
  const load = () => loadModel(seal, call, locate, context.signal);
  const { loaded, missingFiles: included } = await loadFilling(load, root, folder, stack, locate.where(['include']));
  const missingFiles = [...asked, ...included];
  const { warnings } = loaded;
  if (!loaded.ok) {
    const compose = {
      ...nothing.compose,
      outcome: 'invalid' as const,
      message: loaded.message,
      where: loaded.where,
      warnings,
    };
    const detail = { en: 'the Compose file cannot be read', es: 'no se puede leer el archivo de Compose' };
    return { evidence: { ...nothing, compose, missingFiles }, detail, halt: true };
  }

  const models = Object.entries(loaded.model.services);
  const read = await Promise.all(
    models.map(async ([name, model]) => {
      const dockerfile = await readDockerfile(root, name, model, locate);
      return {
        dockerfile,
        service: serviceFacts(name, model, dockerfile, root, locate),
        environment: model.environment,
      };
    }),
  );
  const services = read.map(({ service }) => service);
  for (const { environment } of read) {
    for (const [name, value] of Object.entries(environment ?? {})) {
      const secret = secretIn(name, value ?? '');
      if (secret !== null) context.work.secrets.add(secret);
      else context.work.open.add(value ?? '');
    }
  }
  context.work.model = loaded.model;
  context.work.sources = sources;
  context.work.variables = variables;
  context.work.reserved = dropped;
  const evidence: ResolveEvidence = {
    compose: {
      ...nothing.compose,
      warnings,
      version: locate.written(['version']) === undefined ? null : locate.where(['version']),
    },
    refusals: [],
    missingFiles,
    services,
    volumes: Object.keys((locate.written(['volumes']) ?? {}) as object).map((name) => ({
      name,
      where: locate.where(['volumes', name]),
    })),
    dockerfiles: read.flatMap(({ dockerfile }) => dockerfile ?? []),
    delivery: await readDelivery(join(context.folder, 'checkout')),
    ...findRoles(services, stack),
  };
  return { evidence, detail: summary(evidence) };
}

const EMPTY: ResolveEvidence = {
  compose: { outcome: 'found', files: [], elsewhere: [], message: null, where: null, warnings: [] },
  refusals: [],
  missingFiles: [],
  services: [],
  dockerfiles: [],
  app: null,
  applications: [],
  database: null,
};

function summary({ services, app, database }: ResolveEvidence): Text {
  return inEach((lang) => {
    const words = WORDS[lang];
    const count = `${services.length} ${services.length === 1 ? words.service : words.services}`;
    return [count, app && `${words.application} ${app.service}`, database && `${words.database} ${database.service}`]
      .filter(Boolean)
      .join(', ');
  });
}

const WORDS = {
  en: { service: 'service', services: 'services', application: 'application', database: 'database' },
  es: { service: 'servicio', services: 'servicios', application: 'aplicación', database: 'base de datos' },
};
