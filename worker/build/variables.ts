import type { DockerfileFacts } from '../../src/core/evidence/index.ts';

/** A variable that a Dockerfile sets or declares; an `ARG` without a value has an empty one. */
export interface DockerfileVariable {
  keyword: 'ENV' | 'ARG';
  name: string;
  value: string;
  line: number;
}

/** `NAME=value`, `NAME="a value"`, and the old `ENV NAME a value`. */
export function dockerfileVariables({ instructions }: DockerfileFacts): DockerfileVariable[] {
  return instructions.flatMap(({ keyword, text, line }) => {
    if (keyword !== 'ENV' && keyword !== 'ARG') return [];
    const plain = text.replace(/\\\r?\n/g, ' ').trim();
    const old = keyword === 'ENV' ? /^([A-Za-z_]\w*)\s+([^=]\S.*|\S)$/s.exec(plain) : null;
    if (old) return [{ keyword, name: old[1] ?? '', value: (old[2] ?? '').trim(), line }];
    return [...plain.matchAll(ONE)].map(([, name = '', quoted, single, bare]) => ({
      keyword,
      name,
      value: quoted ?? single ?? bare ?? '',
      line,
    }));
  });
}

const ONE = /(?:^|\s)([A-Za-z_]\w*)(?:=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S*)))?/g;
