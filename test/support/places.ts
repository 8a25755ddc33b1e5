import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
export const SCENARIOS = join(ROOT, 'test', 'scenarios');
/** The homework whose solution every scenario starts from. */
export const EXAMPLE = join(ROOT, 'examples', 'node-postgres');
