import { createHash } from 'node:crypto';

/**
 * Whose builds share what: those of one repository. What a step of it did is not done again for the next commit, and no other student's build ever
 * finds it.
 */
export function scopeOf(repository: string): string {
  return `s${createHash('sha256').update(repository).digest('hex').slice(0, 24)}`;
}
