import type { Assignment } from './assignment/schema.ts';

/** What a repository shows of itself without being graded. */
export interface Look {
  /** The branch that the host has as its default, where no ref was asked for and the host tells it. */
  branch: string | null;
  /** 40 hex digits; null for a repository without any commit. */
  commit: string | null;
  compose: ComposePlace;
}

/** Whether a Compose file lies where the assignment asks for it. Paths are relative to the repository. */
export type ComposePlace =
  | { state: 'found'; file: string }
  /** None of these is there. */
  | { state: 'missing'; places: readonly string[] }
  /** The host lists no files without sending all of them. */
  | { state: 'unknown' };

/** Throws `DockgradeError` (`repository-…`, `ref-unknown`) where a run could not fetch it either. */
export type LookAtRepository = (wanted: {
  /** As `repositoryAddress` writes it, on a host that is taken. */
  repository: string;
  /** Null: the default branch. */
  ref: string | null;
  stack: Pick<Assignment['stack'], 'path' | 'file'>;
  signal: AbortSignal;
}) => Promise<Look>;

/** What somebody is told of a repository before they hand it in. */
export type RepositoryCheck =
  | { state: 'seen'; repository: string; ref: string | null; look: Look }
  /** Handed in like this it would be refused, or could not be fetched. In the language of whoever asked. */
  | { state: 'mistake'; where: 'repository' | 'ref'; code: string; message: string; remedy: string | null }
  /** Nothing was found out, and it can be handed in all the same. */
  | { state: 'unchecked'; why: 'busy' | 'no-answer' | 'no-git' };
