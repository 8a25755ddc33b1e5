import type { DockerfileFacts, ImageFacts } from '../../src/core/evidence/index.ts';
import { isSecret, secretIn } from '../resolve/secrets.ts';
import { argumentsGiven, readable } from './history.ts';
import { dockerfileVariables } from './variables.ts';

type ImageSecret = NonNullable<ImageFacts['secrets']>[number];

const MASK = '••••';
const MAX_INSTRUCTION = 200;
/** Characters of an instruction that are searched: the patterns need more than twice the time for twice as many. */
const MAX_SEARCHED = 8000;
/** `NAME=value`, `--password=value`, and a URL with a password in it. What is only known when it runs is no value. */
const ASSIGNED = /([A-Za-z_][\w.-]*)=(["']?)([^\s"'`$;&|]{3,})\2/g;
const URL = /[a-z][a-z0-9+.-]*:\/\/[^:/?#@\s"'$]*:[^@/\s"'$]+@[^\s"']*/gi;

/**
 * The secrets that everybody who has the image can read from its configuration and its history: names, never values.
 * @param environment variables of the image that its base does not have
 * @param history what made the layers above the base, as the engine tells it
 */
export function readableSecrets(
  environment: readonly string[],
  history: readonly string[],
  dockerfile: DockerfileFacts | undefined,
): ImageSecret[] {
  const found = new Map<string, ImageSecret>();
  const add = (secret: ImageSecret) => void (found.has(secret.name) || found.set(secret.name, secret));
  for (const [name, value] of environment.map(pair)) {
    if (!isSecret(name, value)) continue;
    add({ name, via: 'environment', at: `ENV ${name}`, where: placeOf(dockerfile, 'ENV', name) });
  }
  for (const made of history) {
    for (const [name, value] of argumentsOf(made, dockerfile)) {
      if (!isSecret(name, value)) continue;
      add({ name, via: 'build-argument', at: `ARG ${name}`, where: placeOf(dockerfile, 'ARG', name) });
    }
    if (/^(ENV|ARG) /.test(made)) continue;
    const instruction = readable(made).slice(0, MAX_SEARCHED);
    for (const { name, value } of secretsWritten(instruction)) {
      const at = instruction.replaceAll(value, MASK).slice(0, MAX_INSTRUCTION);
      add({ name, via: 'instruction', at, where: lineWith(dockerfile, value) });
    }
  }
  return [...found.values()];
}

/** `RUN |2 TOKEN=… STAGE=… /bin/sh -c npm ci`, and `ARG TOKEN=…` for one that has a value in the file. */
function argumentsOf(made: string, dockerfile: DockerfileFacts | undefined): [string, string][] {
  const given = argumentsGiven(made);
  const names = dockerfile ? dockerfileVariables(dockerfile).filter(({ keyword }) => keyword === 'ARG') : [];
  return names.flatMap(({ name }) => {
    const value = new RegExp(`(?:^| )${name}=(\\S+)`).exec(given)?.[1];
    return value === undefined ? [] : [[name, value] as [string, string]];
  });
}

/** The values of all secrets that a Dockerfile holds. */
export function secretValues(file: DockerfileFacts): string[] {
  const set = dockerfileVariables(file).flatMap(({ name, value }) => secretIn(name, value) ?? []);
  return [...set, ...file.instructions.flatMap(({ text }) => secretsWritten(text)).map(({ value }) => value)];
}

/** Secrets that stand in an instruction itself. */
function secretsWritten(instruction: string): { name: string; value: string }[] {
  const assigned = [...instruction.matchAll(ASSIGNED)].map(([, name = '', , value = '']) => ({ name, value }));
  const urls = [...instruction.matchAll(URL)].map(([url]) => ({ name: hostOf(url), value: secretIn('', url) ?? '' }));
  return [...assigned.filter(({ name, value }) => isSecret(name, value)), ...urls];
}

function hostOf(url: string): string {
  return url.replace(/\/\/[^@]*@/, '//').replace(/^([^/]*\/\/[^/?]+).*$/, '$1');
}

function placeOf(dockerfile: DockerfileFacts | undefined, keyword: 'ENV' | 'ARG', name: string): ImageSecret['where'] {
  const found = dockerfile && dockerfileVariables(dockerfile).findLast((v) => v.keyword === keyword && v.name === name);
  return dockerfile && found ? { file: dockerfile.file, line: found.line } : null;
}

function lineWith(dockerfile: DockerfileFacts | undefined, value: string): ImageSecret['where'] {
  const found = dockerfile?.instructions.findLast(({ text }) => text.includes(value));
  return dockerfile && found ? { file: dockerfile.file, line: found.line } : null;
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}
