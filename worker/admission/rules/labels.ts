import type { ComposeService } from '../model.ts';
import { askedFor, type Rule } from './rule.ts';

/** Labels and annotations steer other programs on the machine; ours are how a run finds its containers again. The other keys do nothing here. */
export const labels: Rule<ComposeService> = {
  id: 'labels',
  keys: ['labels', 'annotations', 'label_file', 'attach', 'develop', 'profiles', 'extends'],
  apply({ value, out, review, note }) {
    for (const key of askedFor(value, ['labels', 'annotations'])) {
      note(
        'strip',
        {
          en: `\`${key}\` are left out: they speak to other programs of your computer, and inside your stack nothing reads them.`,
          es: `\`${key}\` se omiten: le hablan a otros programas de tu computadora, y dentro de tu stack nada las lee.`,
        },
        key,
      );
    }
    out.labels = { ...review.input.labels };
  },
};
