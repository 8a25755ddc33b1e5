import { giveOwnName } from '../own-name.ts';
import type { Rule } from './rule.ts';

/** A volume of the run, under a name of ours. */
export interface RebuiltVolume {
  name: string;
  labels: Record<string, string>;
}

/** Volumes of the stack itself: a name of the student's could be another student's data. */
export const volumeExternal: Rule<RebuiltVolume> = {
  id: 'volume-external',
  keys: ['external', 'name'],
  apply: (desk) => giveOwnName({ en: 'The volume', es: 'El volumen', pronoun: 'lo' }, desk),
};
