import type { Where } from '../../src/core/evidence/index.ts';

/** `docker-compose.yml:14`, as editors and terminals write it. */
export function place(where: Where): string {
  return where.line === undefined ? where.file : `${where.file}:${where.line}`;
}

/** A folder or file as the Compose file wants it: a path shows that it is one (`./data`), so that it is not taken for a volume's name. */
export function shownPath(path: string): string {
  return /^(\/|~|\.\.?(\/|$))/.test(path) ? path : `./${path}`;
}

/** The `.dockerignore` that a build with this context reads. */
export function ignoreFile(context: string): string {
  return `${folderOf(context)}.dockerignore`;
}

/** A file of the repository as that `.dockerignore` names it: without a slash, it would mean the top folder of the context alone. */
export function belowContext(file: string, context: string): string {
  const folder = folderOf(context);
  return file.startsWith(folder) ? file.slice(folder.length) : file;
}

function folderOf(context: string): string {
  const folder = context.replace(/^\.\/?/, '').replace(/\/+$/, '');
  return folder === '' ? '' : `${folder}/`;
}
