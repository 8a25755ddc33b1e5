import type { ComposeFileUse, ComposeService } from '../model.ts';
import type { Review } from '../review.ts';
import { fieldsOf, hasControls, isKernels, listOf, textOf } from '../values.ts';
import type { Rule } from './rule.ts';

/** Which secrets and configs a service sees, and where. */
export const serviceFiles: Rule<ComposeService> = {
  id: 'service-files',
  keys: ['secrets', 'configs'],
  apply({ value, out, review, refuse }) {
    for (const kind of ['secrets', 'configs'] as const) {
      const uses = rebuildUses(review, kind, value[kind]);
      if (uses.length > 0) out[kind] = uses;
      if (uses.length < listOf(value[kind]).length) refuse(unclear(kind), kind);
    }
  },
};

/** The uses of secrets or configs that are declared in the file and appear at a sensible path; others are left out. */
export function rebuildUses(review: Review, kind: 'secrets' | 'configs', value: unknown): ComposeFileUse[] {
  const declared = fieldsOf(review.model[kind]);
  const uses: ComposeFileUse[] = [];
  for (const wanted of listOf(value).map(fieldsOf)) {
    const source = textOf(wanted.source) ?? '';
    const target = textOf(wanted.target);
    if (!Object.hasOwn(declared, source) || !isTarget(target)) continue;
    const use: ComposeFileUse = { source };
    if (target !== undefined) use.target = target;
    for (const key of ['uid', 'gid'] as const) {
      const id = textOf(wanted[key]);
      if (id !== undefined && /^\d{1,9}$/.test(id)) use[key] = id;
    }
    const mode = textOf(wanted.mode);
    if (mode !== undefined && /^0?[0-7]{3}$/.test(mode)) use.mode = mode;
    uses.push(use);
  }
  return uses;
}

function isTarget(path: string | undefined): boolean {
  if (path === undefined) return true;
  return !hasControls(path) && !path.split('/').includes('..') && !isKernels(path);
}

function unclear(kind: string) {
  return {
    en: `Each entry under \`${kind}\` must name one that is declared at the end of the file, and a path in the container without \`..\`.`,
    es: `Cada entrada en \`${kind}\` debe nombrar una declarada al final del archivo, y una ruta del contenedor sin \`..\`.`,
  };
}
