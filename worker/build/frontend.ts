import { registryAnswers } from '../engine/own/stand-ins.ts';

const DIRECTIVE = /^#\s*\w+\s*=/;
/** BuildKit looks for `syntax` in directives of three forms, whatever stands below: `#`, `//` and JSON; an interpreter's line may come first. */
const [HASH, SLASHES] = [/^#\s*([a-z][a-z0-9]*)\s*=(.+)$/is, /^\/\/\s*([a-z][a-z0-9]*)\s*=(.+)$/is];
/** Docker's own program for reading Dockerfiles, in whatever version; the builder has one inside. With a capital letter `Docker` is the name of a host. */
const OFFICIAL = /^(docker\.io\/)?docker\/dockerfile([:@]\S*)?$/;
const MAX_NAME = 100;

/** A program that a Dockerfile wants to be read by. */
export interface Frontend {
  name: string;
  /** From 1. */
  line: number;
}

/** The program other than Docker's own that a Dockerfile wants to be read by, which would then be run with all rights of a build; null when there is none. */
export function foreignFrontend(text: string): Frontend | null {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const first = lines[0]?.startsWith('#!') ? 1 : 0;
  for (const form of [HASH, SLASHES]) {
    for (let at = first; at < lines.length; at += 1) {
      const directive = directiveIn(lines[at] ?? '', form);
      if (directive === null) break;
      const { key, value } = directive;
      if (key === 'syntax' && !OFFICIAL.test(value)) return { name: value.slice(0, MAX_NAME), line: at + 1 };
    }
  }
  // No Dockerfile begins like this; in JSON the word may be written in many ways.
  const rest = lines.slice(first).join('\n').trimStart();
  return rest.startsWith('{') ? { name: rest.slice(0, MAX_NAME), line: first + 1 } : null;
}

/**
 * `# syntax=docker/dockerfile:1` has the builder fetch the program that reads the Dockerfile. Where no registry answers, the builder's own one
 * takes its place: it is the same program, and the image is built as it would be elsewhere.
 */
export async function readByBuilder(text: string): Promise<string> {
  const without = withoutSyntax(text);
  return without === null || (await registryAnswers()) ? text : without;
}

/** The same lines, so that line numbers stay right; null when nothing has to change. A comment ends the directives, so it follows them. */
export function withoutSyntax(text: string): string | null {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !DIRECTIVE.test(line));
  const directives = lines.slice(0, end === -1 ? lines.length : end);
  const kept = directives.filter((line) => !isOfficial(line));
  if (kept.length === directives.length) return null;
  const comments = directives.slice(kept.length).map(() => '#');
  return [...kept, ...comments, ...lines.slice(directives.length)].join('\n');
}

function isOfficial(line: string): boolean {
  const directive = directiveIn(line, HASH);
  return directive?.key === 'syntax' && OFFICIAL.test(directive.value);
}

/** White space is taken off here: a pattern that did it as well would need the cube of its length. */
function directiveIn(line: string, form: RegExp): { key: string; value: string } | null {
  const [, key = '', value = ''] = form.exec(line) ?? [];
  return value === '' ? null : { key: key.toLowerCase(), value: value.trim() };
}
