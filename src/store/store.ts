import type { Assignments } from './contract/assignments.ts';
import type { Events } from './contract/events.ts';
import type { GithubBooks } from './contract/github.ts';
import type { Grades } from './contract/grades.ts';
import type { Operations } from './contract/operations.ts';
import type { People } from './contract/people.ts';
import type { Regrades } from './contract/regrades.ts';
import type { Submissions } from './contract/submissions.ts';

/**
 * The truth: what was accepted, what came of it, who may see it. Whatever Redis or a worker says counts once it is written here.
 * Each method is one transaction; a method that returned is on the disk. Several processes may use one store at once.
 * Throws `store-unreachable` when the database does not answer, and `conflict` where a method says so.
 */
export interface Store {
  readonly people: People;
  readonly assignments: Assignments;
  readonly submissions: Submissions;
  readonly grades: Grades;
  readonly regrades: Regrades;
  readonly events: Events;
  readonly github: GithubBooks;
  readonly operations: Operations;
  /** Answers when the database does. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A file for SQLite, or the URL of a PostgreSQL database. */
export type StoreAddress = { file: string } | { url: string };
