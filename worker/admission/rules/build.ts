import type { ComposeBuild, ComposeService } from '../model.ts';
import { fieldsOf, isUnset } from '../values.ts';
import { buildRules } from './build/index.ts';
import { applyRules, type Rule } from './rule.ts';

/** How an image is built. Its parts have rules of their own. */
export const build: Rule<ComposeService> = {
  id: 'build',
  keys: ['build', 'dockerfile'],
  async apply({ name, value, out, review, refuse }) {
    if (!isUnset(value.dockerfile)) {
      refuse({ en: '`dockerfile` belongs below `build`.', es: '`dockerfile` va dentro de `build`.' }, 'dockerfile');
    }
    if (isUnset(value.build)) return;
    const rebuilt: ComposeBuild = { labels: { ...review.input.labels }, provenance: 'false', sbom: 'false' };
    const path = ['services', name, 'build'];
    await applyRules(buildRules, { name, path, value: fieldsOf(value.build), out: rebuilt, review });
    out.build = rebuilt;
  },
};
