import type { ComposeBuild } from '../../model.ts';
import { isUnset, textsOf } from '../../values.ts';
import type { Rule } from '../rule.ts';

/** A further tag could replace an image that other people's builds start from. */
export const buildTags: Rule<ComposeBuild> = {
  id: 'build-tags',
  keys: ['tags'],
  apply({ value, refuse }) {
    if (isUnset(value.tags)) return;
    refuse(
      {
        en: `\`build: tags\` (${textsOf(value.tags).join(', ')}) could replace an image that others use. Remove it; \`image\` names what you build.`,
        es: `\`build: tags\` (${textsOf(value.tags).join(', ')}) podría reemplazar una imagen que otros usan. Quítalo; \`image\` nombra lo que construyes.`,
      },
      'tags',
    );
  },
};
