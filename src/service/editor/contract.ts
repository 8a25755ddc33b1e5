import type { Lang } from '../../core/text.ts';
import type { AssignmentCheck, AssignmentVersionView, ExampleView, RubricPreview } from '../../core/wire/editor.ts';
import type { Person } from '../../store/contract/people.ts';

/** What is tried on a draft of an assignment: an example that comes with dockgrade (`NAME/solution`, `NAME/starter`), or a repository. */
export interface DryRunRequest {
  /** The assignment that is edited; null for a new one. */
  id: string | null;
  source: string;
  on: { example: string } | { repository: string; ref?: string };
}

/** What teachers do with the file of an assignment before it is published. Nothing of it changes what students see or grades. */
export interface EditorService {
  /** Every mistake with its place, or what the file means. `id`: null where it may have any. */
  checkAssignment(viewer: Person, id: string | null, source: string, lang: Lang): Promise<AssignmentCheck>;
  /** The grades of everyone if they were judged by this file. Null when `signal` aborted. `assignment-invalid`. */
  previewRubric(viewer: Person, id: string, source: string, signal: AbortSignal): Promise<RubricPreview | null>;
  /**
   * Runs a draft, as a submission of the teacher's that is in no table and no history of its assignment: see `DRAFTS`.
   * `assignment-invalid`, `repository-not-allowed`, `ref-unknown`, `not-found` (example).
   * @returns the id of the submission
   */
  dryRun(viewer: Person, request: DryRunRequest): Promise<string>;
  /** How many grades were made by another version than the current one. */
  outdated(viewer: Person, id: string): Promise<number>;
  version(viewer: Person, id: string, number: number): Promise<AssignmentVersionView>;
  /** The assignments that come with dockgrade. */
  examples(viewer: Person, lang: Lang): Promise<ExampleView[]>;
}
