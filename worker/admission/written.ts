import type { ComposeModel } from './model.ts';

/** What YAML does not take as it stands, or takes for a line break, and JSON does not escape. */
const UNWRITABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A model as the text that Compose reads: JSON, in which every character means to a reader of YAML what it means to one of JSON. */
export function written(model: ComposeModel): string {
  return JSON.stringify(model, null, 2).replace(
    UNWRITABLE,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
