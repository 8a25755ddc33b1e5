import type { ComposeService } from '../model.ts';
import type { Rule } from './rule.ts';

/** Labels and annotations steer other programs on the machine; ours are how a run finds its containers again. The other keys do nothing here. */
export const labels: Rule<ComposeService> = {
  id: 'labels',
  keys: ['labels', 'annotations', 'label_file', 'attach', 'develop', 'profiles', 'extends'],
  apply({ out, review }) {
    out.labels = { ...review.input.labels };
  },
};
