import { run } from './command.ts';
import { clientEnvironment } from './compose-cli.ts';
import type { BuildCall, BuildLimits, BuildOutput } from './engine.ts';

/** Characters of a line, and of the last lines together, that are kept: a step may print without end. */
const LINE = 4096;
const KEPT = 256 * 1024;

/**
 * One call of `docker buildx build`. Compose would do the same, but cannot be told which control group the steps belong to, how large a file may
 * get, nor what their results are cached under.
 */
export async function buildCli(
  host: string,
  client: string,
  call: BuildCall,
  limits: BuildLimits,
): Promise<BuildOutput> {
  const kept = lastLines();
  const { exitCode, timedOut, seconds } = await run('docker', ['buildx', 'build', ...options(call), call.context], {
    ...limits,
    onLine: (line) => {
      kept.take(line);
      limits.onLine(line);
    },
    cwd: client,
    env: { ...clientEnvironment(host, client), EXPERIMENTAL_BUILDKIT_SOURCE_POLICY: call.policy },
    maxBytes: 0,
  });
  return { exitCode, timedOut, seconds, output: kept.text() };
}

function options(call: BuildCall): string[] {
  const { args, labels, contexts, secrets, target, network, shmSize, group, scope, isPrivate } = call;
  return [
    // The one inside the engine: any other would see neither its images nor its limits.
    ...['--builder', 'default', '--progress', 'plain', '--provenance=false', '--sbom=false'],
    ...['--file', call.dockerfile, '--tag', call.tag],
    ...pairs('--label', labels),
    ...pairs('--build-arg', { ...args, BUILDKIT_CACHE_MOUNT_NS: scope }),
    ...pairs('--build-context', contexts),
    ...secrets.flatMap(({ id, file }) => ['--secret', `${field('id', id)},${field('src', file)}`]),
    ...(target === null ? [] : ['--target', target]),
    ...(network === null ? [] : ['--network', network]),
    ...(shmSize === null ? [] : ['--shm-size', shmSize]),
    ...['--ulimit', `fsize=${call.largestFile}`, '--ulimit', 'core=0'],
    ...(group === null ? [] : ['--cgroup-parent', group]),
    // A name that nobody asks for: like every option of a step it is part of what its result is found again by.
    ...(isPrivate ? ['--add-host', `${scope}.invalid:127.0.0.1`] : []),
  ];
}

function pairs(option: string, values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`]);
}

/** buildx reads such options as a line of CSV. */
function field(name: string, value: string): string {
  return `"${`${name}=${value}`.replaceAll('"', '""')}"`;
}

function lastLines() {
  const lines: string[] = [];
  let size = 0;
  return {
    take(line: string) {
      lines.push(line.slice(0, LINE));
      size += Math.min(line.length, LINE) + 1;
      while (size > KEPT) size -= (lines.shift()?.length ?? 0) + 1;
    },
    text: () => lines.join('\n'),
  };
}
