import { createHash } from 'node:crypto';

/** Whose builds share cache mounts, and results of steps that read secrets: those of one repository, and no other's. */
export function scopeOf(repository: string): string {
  return `s${createHash('sha256').update(repository).digest('hex').slice(0, 24)}`;
}
