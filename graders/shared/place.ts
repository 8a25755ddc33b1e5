import type { Where } from '../../src/core/evidence/index.ts';

/** `docker-compose.yml:14`, as editors and terminals write it. */
export function place(where: Where): string {
  return where.line === undefined ? where.file : `${where.file}:${where.line}`;
}
