import type { ComposeBuild } from '../../model.ts';
import { fieldsOf, textOf } from '../../values.ts';
import type { Rule } from '../rule.ts';

/** Values for `ARG`. Names that steer the builder itself, not the Dockerfile, are ours: what dockgrade sets among them is added here. */
export const buildArgs: Rule<ComposeBuild> = {
  id: 'build-args',
  keys: ['args'],
  apply({ value, out, note }) {
    for (const [name, given] of Object.entries(fieldsOf(value.args))) {
      const text = textOf(given);
      if (text === undefined) continue;
      // The builder reads `NAME=VALUE`: with one more of these the name would be another.
      if (!name.includes('=') && !/^(BUILDKIT_.*|.*_proxy)$/i.test(name)) {
        out.args = { ...out.args, [name]: text };
        continue;
      }
      note(
        'strip',
        {
          en: `The build argument \`${name}\` steers the builder and not your Dockerfile, so it is left out.`,
          es: `El argumento de build \`${name}\` controla el constructor y no tu Dockerfile, así que se omite.`,
        },
        'args',
        { has: name },
      );
    }
  },
};
