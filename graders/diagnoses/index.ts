import type { Diagnosis } from '../../src/core/diagnosis.ts';

/** Every diagnosis, the most telling first. A test holds this list equal to the files beside it. */
export const diagnoses: readonly Diagnosis[] = [];
