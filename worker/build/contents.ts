import { posix } from 'node:path';
import type { DockerfileFacts, ImageFacts } from '../../src/core/evidence/index.ts';
import { copyDestinations } from './destinations.ts';
import type { DevelopmentDependencies } from './development-dependencies.ts';

/** One of the things that are looked up in an image. What its base brought along counts only where `fromBase` says so. */
export interface Wanted {
  kind: NonNullable<ImageFacts['contains']>[number]['kind'];
  name: string;
  fromBase: boolean;
}

interface Tool extends Wanted {
  /** Looked up only where the Dockerfile speaks of it: each path costs a request. */
  hint: RegExp;
  paths: readonly string[];
}

/** Who starts from the image of a compiler has chosen it; the C compiler comes with many images that have another purpose. */
const TOOLS: readonly Tool[] = [
  compiler('gcc', /\b(apt|apt-get|apk|dnf|yum)\b/, false, ['/usr/bin/gcc']),
  compiler('gcc', /FROM \S*\bgcc\b/, true, ['/usr/local/bin/gcc', '/usr/bin/gcc']),
  compiler('make', /\b(apt|apt-get|apk|dnf|yum)\b/, false, ['/usr/bin/make']),
  compiler('go', /golang|\bgo\b/, true, ['/usr/local/go/bin/go', '/usr/bin/go', '/usr/lib/go/bin/go']),
  compiler('cargo', /\b(rust|cargo)/, true, ['/usr/local/cargo/bin/cargo', '/usr/bin/cargo', '/root/.cargo/bin/cargo']),
  compiler('javac', /jdk|java|maven|mvn|gradle|temurin|corretto/, true, ['/usr/bin/javac', '$JAVA_HOME/bin/javac']),
  compiler('mvn', /\b(maven|mvn)/, true, ['/usr/bin/mvn', '/usr/share/maven/bin/mvn']),
  compiler('gradle', /\bgradle\b/, true, ['/usr/bin/gradle', '/opt/gradle/bin/gradle']),
  compiler('dotnet sdk', /dotnet/, true, ['/usr/share/dotnet/sdk', '/usr/lib/dotnet/sdk']),
  { ...leftover('package-lists', 'apt', /\bapt(-get)?\b/), paths: ['/var/lib/apt/lists/partial'] },
  { ...leftover('package-cache', 'pip', /\bpip3?\b/), paths: ['~/.cache/pip'] },
  { ...leftover('package-cache', 'npm', /\bnpm\b/), paths: ['~/.npm/_cacache'] },
  {
    ...leftover('package-cache', 'yarn', /\byarn\b/),
    paths: ['~/.cache/yarn', '/usr/local/share/.cache/yarn'],
  },
];

/** Path → what is there when it exists. */
export function wantedContents(
  dockerfile: DockerfileFacts,
  environment: readonly string[],
  development: DevelopmentDependencies,
): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  const text = dockerfile.instructions.map((one) => `${one.keyword} ${one.text}`).join('\n');
  const java = environment.find((one) => one.startsWith('JAVA_HOME='))?.slice('JAVA_HOME='.length);
  for (const { hint, paths, kind, name, fromBase } of TOOLS) {
    if (!hint.test(text)) continue;
    for (const path of paths.flatMap((one) => homesOf(dockerfile).map((home) => one.replace(/^~/, home)))) {
      if (path.startsWith('/')) wanted.set(path, { kind, name, fromBase });
      else if (java) wanted.set(path.replace('$JAVA_HOME', java), { kind, name, fromBase });
    }
  }
  for (const folder of moduleFolders(dockerfile))
    for (const name of development)
      wanted.set(posix.join(folder, 'node_modules', name), { kind: 'development-dependency', name, fromBase: false });
  return wanted;
}

/** Where the users of a Dockerfile have their caches. */
function homesOf({ instructions }: DockerfileFacts): string[] {
  const users = instructions.filter(({ keyword }) => keyword === 'USER').map(({ text }) => text.split(':')[0] ?? '');
  const homes = users.filter((user) => /^[a-z_][\w-]*$/i.test(user) && user !== 'root').map((user) => `/home/${user}`);
  return ['/root', ...new Set(homes)];
}

/** The outermost of the places that something is copied to: what is installed lies there. */
function moduleFolders(dockerfile: DockerfileFacts): string[] {
  const places = copyDestinations(dockerfile).filter((path) => path !== '/');
  return places.sort((a, b) => a.length - b.length).slice(0, MAX_FOLDERS);
}

const MAX_FOLDERS = 4;

function compiler(name: string, hint: RegExp, fromBase: boolean, paths: readonly string[]): Tool {
  return { kind: 'compiler', name, hint, fromBase, paths };
}

function leftover(kind: Wanted['kind'], name: string, hint: RegExp): Omit<Tool, 'paths'> {
  return { kind, name, hint, fromBase: false };
}
