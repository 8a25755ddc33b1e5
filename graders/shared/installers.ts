/** A program that installs dependencies in a build, and what of a repository it needs for that. */
export interface Installer {
  name: string;
  /** An instruction that installs, by its text. */
  installs: RegExp;
  /** What is copied before it, as in a `COPY`; null when it needs nothing of the repository. */
  manifests: string | null;
  /** For programs that install while they compile: what installs alone. */
  download?: string;
}

/** Those that compile come last: `go mod download && go build` is an installation. */
const INSTALLERS: readonly Installer[] = [
  { name: 'npm', installs: /\bnpm\s+(ci|i|install|add)\b/, manifests: 'package*.json' },
  { name: 'yarn', installs: /\byarn(\s+install|\s+--\S+)*\s*($|&&|;)/, manifests: 'package.json yarn.lock' },
  { name: 'pnpm', installs: /\bpnpm\s+(i|install|fetch)\b/, manifests: 'package.json pnpm-lock.yaml' },
  { name: 'bun', installs: /\bbun\s+(i|install)\b/, manifests: 'package.json bun.lock*' },
  { name: 'uv', installs: /\buv\s+(sync|pip\s+install)\b/, manifests: 'pyproject.toml uv.lock' },
  { name: 'pip', installs: /\bpip3?\s+install\b/, manifests: 'requirements.txt' },
  { name: 'poetry', installs: /\bpoetry\s+install\b/, manifests: 'pyproject.toml poetry.lock' },
  { name: 'pipenv', installs: /\bpipenv\s+(install|sync)\b/, manifests: 'Pipfile Pipfile.lock' },
  { name: 'bundler', installs: /\bbundle\s+install\b/, manifests: 'Gemfile Gemfile.lock' },
  { name: 'composer', installs: /\bcomposer\s+(install|update)\b/, manifests: 'composer.json composer.lock' },
  { name: 'go', installs: /\bgo\s+(mod\s+download|get)\b/, manifests: 'go.mod go.sum' },
  { name: 'cargo', installs: /\bcargo\s+fetch\b/, manifests: 'Cargo.toml Cargo.lock' },
  { name: 'maven', installs: /\bdependency:(go-offline|resolve)\b/, manifests: 'pom.xml' },
  { name: 'dotnet', installs: /\bdotnet\s+restore\b/, manifests: '*.csproj' },
  { name: 'apt', installs: /\bapt(-get)?\s+(-\S+\s+)*install\b/, manifests: null },
  { name: 'apk', installs: /\bapk\s+(-\S+\s+)*add\b/, manifests: null },
];

const COMPILERS: readonly Installer[] = [
  { name: 'go', installs: /\bgo\s+(build|install|run)\b/, manifests: 'go.mod go.sum', download: 'go mod download' },
  {
    name: 'cargo',
    installs: /\bcargo\s+(build|install)\b/,
    manifests: 'Cargo.toml Cargo.lock',
    download: 'cargo fetch',
  },
  { name: 'maven', installs: /\b(mvn|mvnw)\b/, manifests: 'pom.xml', download: 'mvn dependency:go-offline' },
  { name: 'gradle', installs: /\b(gradle|gradlew)\b/, manifests: '*.gradle*', download: 'gradle dependencies' },
  { name: 'dotnet', installs: /\bdotnet\s+(build|publish)\b/, manifests: '*.csproj', download: 'dotnet restore' },
];

/** What an instruction installs dependencies with; null for one that does something else. */
export function installerIn(instruction: string): Installer | null {
  return INSTALLERS.find(({ installs }) => installs.test(instruction)) ?? null;
}

/** What an instruction compiles with, where that fetches dependencies too. */
export function compilerIn(instruction: string): Installer | null {
  return COMPILERS.find(({ installs }) => installs.test(instruction)) ?? null;
}
