import { posix } from 'node:path';
import type { DockerfileFacts } from '../../src/core/evidence/index.ts';

/** Characters of a word: no path is longer, and variables that are made of each other grow without end. */
const LONGEST = 4096;

/** Places that are told: in each of them many files may be looked for. */
const MOST = 100;

/** Absolute paths in the image that a Dockerfile copies something to, by its COPY, ADD, WORKDIR, ENV and ARG instructions. */
export function copyDestinations({ instructions }: DockerfileFacts): string[] {
  const destinations = new Set<string>();
  const variables = new Map<string, string>();
  let stage = -1;
  let folder = '/';
  for (const { keyword, text, stage: at } of instructions) {
    if (at !== stage) folder = '/';
    stage = at;
    const words = wordsOf(text).map((word) => substitute(word, variables));
    if (keyword === 'WORKDIR') folder = posix.resolve(folder, words[0] ?? '.');
    if (keyword === 'ENV' || keyword === 'ARG')
      for (const [name, value] of assignments(words)) variables.set(name, value);
    const last = words.at(-1);
    if ((keyword === 'COPY' || keyword === 'ADD') && last !== undefined && words.length > 1)
      destinations.add(posix.resolve(folder, last));
    if (keyword === 'WORKDIR') destinations.add(folder);
  }
  return [...destinations].slice(0, MOST);
}

/** Shell form or JSON form, without options. */
function wordsOf(text: string): string[] {
  const plain = text.replace(/\\\r?\n/g, ' ').trim();
  const json = /\[.*\]$/s.exec(plain)?.[0];
  if (json !== undefined) {
    try {
      const list: unknown = JSON.parse(json);
      if (Array.isArray(list)) return list.map(String);
    } catch {
      return plain.split(/\s+/);
    }
  }
  return plain.split(/\s+/).filter((word) => !word.startsWith('--'));
}

function assignments(words: readonly string[]): [string, string][] {
  if (words.length === 2 && !words[0]?.includes('=')) return [[words[0] ?? '', words[1] ?? '']];
  return words
    .filter((word) => word.includes('='))
    .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1).replace(/^["']|["']$/g, '')]);
}

function substitute(word: string, variables: ReadonlyMap<string, string>): string {
  return word
    .replace(/\$(?:\{(\w+)[^}]*\}|(\w+))/g, (_, braced, bare) => variables.get(braced ?? bare) ?? '')
    .slice(0, LONGEST);
}
