import { relative } from 'node:path';
import type { DockerfileFacts, ServiceFacts, Where } from '../../src/core/evidence/index.ts';
import type { Locator } from '../compose/locate.ts';
import type { ServiceModel } from '../compose/model.ts';
import { databaseKind, parseReference } from './images.ts';
import { isSecret, shown } from './secrets.ts';

/** Characters: no system knows a longer path. */
const LONGEST_PATH = 4096;

/** The facts of one service, from Compose's own model, with the lines of the student's file. */
export function serviceFacts(
  name: string,
  model: ServiceModel,
  dockerfile: DockerfileFacts | null,
  root: string,
  locate: Locator,
): ServiceFacts {
  const at = (...path: (string | number)[]) => locate.where(['services', name, ...path]);
  const inRepository = (path: string) => relative(root, path) || '.';
  return {
    name,
    where: at(),
    image: model.image === undefined ? null : { reference: model.image, ...tagOf(model.image), where: at('image') },
    build: model.build
      ? {
          context: inRepository(model.build.context),
          dockerfile: dockerfile?.file ?? model.build.dockerfile ?? 'Dockerfile',
          target: model.build.target ?? null,
          where: at('build'),
        }
      : null,
    ports: model.ports
      .map(({ target, published, host_ip, protocol }, index) => ({
        udp: protocol === 'udp',
        port: { target, published: published ?? null, hostIp: host_ip ?? null, where: at('ports', index) },
      }))
      .flatMap(({ udp, port }) => (udp ? [] : [port])),
    expose: model.expose.map((port) => Number.parseInt(port, 10)).filter(Number.isInteger),
    environment: Object.entries(model.environment ?? {}).map(([variable, value]) =>
      environmentFacts(name, variable, value ?? '', locate),
    ),
    dependsOn: Object.entries(model.depends_on).map(([service, { condition }]) => ({ service, condition })),
    mounts: [
      ...model.volumes.map((mount, index) => ({
        type: (['volume', 'bind', 'tmpfs'] as const).find((type) => type === mount.type) ?? ('other' as const),
        source:
          mount.source === undefined || mount.source === ''
            ? null
            : mount.type === 'bind'
              ? inRepository(mount.source)
              : mount.source,
        target: mount.target.slice(0, LONGEST_PATH).replace(/(.)\/+$/, '$1'),
        readOnly: mount.read_only ?? false,
        where: at('volumes', index),
      })),
      ...[model.tmpfs ?? []].flat().map((text, index) => ({
        type: 'tmpfs' as const,
        source: null,
        target: text.split(':')[0] ?? text,
        readOnly: false,
        where: at('tmpfs', index),
      })),
    ],
    healthcheck:
      model.healthcheck?.test && !model.healthcheck.disable
        ? { test: model.healthcheck.test.join(' '), where: at('healthcheck') }
        : null,
    containerName:
      model.container_name === undefined ? null : { name: model.container_name, where: at('container_name') },
    links: (model.links ?? []).map((text, index) => ({ text, where: at('links', index) })),
    restart: restartFacts(model, at),
    database: kindOf(model, dockerfile),
  };
}

/** Outside a swarm `deploy.restart_policy` means the same as `restart`, in words of its own. */
function restartFacts({ restart, deploy }: ServiceModel, at: (...path: string[]) => Where): ServiceFacts['restart'] {
  if (restart !== undefined) return { policy: restart.split(':')[0] ?? restart, where: at('restart') };
  const condition = deploy?.restart_policy?.condition;
  if (condition === undefined) return null;
  const policy = { any: 'always', none: 'no' }[condition] ?? condition;
  return { policy, where: at('deploy', 'restart_policy') };
}

function tagOf(reference: string): { tag: string | null; digest: boolean } {
  const { tag, digest } = parseReference(reference);
  return { tag, digest };
}

/** A built service is what its last stage is based on: a database with an own configuration is still a database. */
function kindOf(model: ServiceModel, dockerfile: DockerfileFacts | null) {
  if (!model.build) return model.image === undefined ? null : databaseKind(model.image);
  const last = dockerfile?.stages.at(-1);
  return last && !last.internal ? databaseKind(last.from.reference) : null;
}

/** Compose writes `environment` as a list or as a map, and what an env_file brings stands in neither. */
function environmentFacts(
  service: string,
  name: string,
  value: string,
  locate: Locator,
): ServiceFacts['environment'][number] {
  const written = locate.written(['services', service, 'environment']);
  const index = Array.isArray(written) ? written.findIndex((item) => String(item).split('=')[0] === name) : -1;
  const path = ['services', service, 'environment', index === -1 ? name : index];
  const raw = index === -1 ? locate.written(path) : String((written as unknown[])[index]).slice(name.length + 1);
  const literal = raw !== undefined && raw !== null && raw !== '' && !/\$\{?\w/.test(String(raw).replaceAll('$$', ''));
  return { name, value: shown(name, value), literal, secret: isSecret(name, value), where: locate.where(path) };
}
