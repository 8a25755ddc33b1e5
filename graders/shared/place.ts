import type { Where } from '../../src/core/evidence/index.ts';

/** `docker-compose.yml:14`, as editors and terminals write it. */
export function place(where: Where): string {
  return where.line === undefined ? where.file : `${where.file}:${where.line}`;
}

/** A folder or file as the Compose file wants it: a path shows that it is one (`./data`), so that it is not taken for a volume's name. */
export function shownPath(path: string): string {
  return /^(\/|~|\.\.?(\/|$))/.test(path) ? path : `./${path}`;
}
