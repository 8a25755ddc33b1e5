import type { ComposeNetwork } from '../model.ts';
import { giveOwnName } from '../own-name.ts';
import type { Rule } from './rule.ts';

/** Networks of the stack itself, under a name of ours. */
export const networkExternal: Rule<ComposeNetwork> = {
  id: 'network-external',
  keys: ['external', 'name'],
  apply: (desk) => giveOwnName({ en: 'The network', es: 'La red', pronoun: 'la' }, desk),
};
