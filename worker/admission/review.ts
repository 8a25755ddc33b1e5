import type { Note, Refusal } from '../../src/core/evidence/admit.ts';
import type { Text } from '../../src/core/text.ts';
import { type Locator, locator, type Step } from '../compose/locate.ts';
import type { AdmissionInput, Preparation } from './input.ts';
import { MAX_FINDINGS, readable } from './readable.ts';
import { entriesOf, type Fields, fieldsOf } from './values.ts';

/** One admission under way: what is looked at, and what the rules have said so far. */
export class Review {
  readonly input: AdmissionInput;
  readonly model: Fields;
  readonly services: ReadonlyMap<string, Fields>;
  readonly refusals: Refusal[] = [];
  readonly notes: Note[] = [];
  readonly preparation: Preparation = { createFolders: [], copies: [], files: [] };
  readonly #locate: Locator;

  constructor(input: AdmissionInput) {
    this.input = input;
    this.model = fieldsOf(input.model);
    this.services = new Map(entriesOf(this.model.services));
    this.#locate = locator(input.sources);
  }

  written(path: readonly Step[]): unknown {
    return this.#locate.written(path);
  }

  refuse(rule: string, path: readonly Step[], message: Text): void {
    if (this.refusals.length >= MAX_FINDINGS) return;
    this.refusals.push({ rule, message: readable(message), where: this.#locate.where(path) });
  }

  note(rule: string, action: Note['action'], path: readonly Step[], message: Text): void {
    if (this.notes.length >= MAX_FINDINGS) return;
    this.notes.push({ rule, action, message: readable(message), where: this.#locate.where(path) });
  }
}
