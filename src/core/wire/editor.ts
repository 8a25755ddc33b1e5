import type { Group } from '../grader.ts';

/** What a file in the editor is worth, in the language of its reader. */
export interface AssignmentCheck {
  /** In the order of the file; lines and columns count from 1. Empty when it can be published. */
  mistakes: { line: number; column: number; path: string; found: string; expected: string }[];
  /** Null where there are mistakes. */
  meaning: AssignmentMeaning | null;
}

/** What an assignment says, once it is read: every default filled in. Times are seconds, sizes bytes. */
export interface AssignmentMeaning {
  id: string;
  title: string;
  digest: string;
  points: number;
  /** Lines that count, in the order of the report. */
  groups: { group: Group; points: number; lines: { title: string; points: number }[] }[];
  due: string | null;
  late: { pointsPerDay: number; days: number } | null;
  attempts: { limit: number; count: 'best' | 'last' } | null;
  ready: { path: string; within: number };
  probes: { name: string; method: string; path: string }[];
  /** The probe that writes the marker; null: through the database's own client. */
  persistence: string | null;
  limits: { time: number; memory: number; cpus: number; pids: number; disk: number };
  network: { build: 'open' | 'closed'; run: 'open' | 'closed' };
  /** What may not be meant so. */
  warnings: string[];
}

/** One published version, for teachers. */
export interface AssignmentVersionView {
  version: number;
  digest: string;
  source: string;
  publishedAt: string;
  /** Name of the teacher. */
  publishedBy: string;
  /** Whether it is the current one. */
  current: boolean;
}

/** What the grades of everyone would be by a draft. Nothing of it is stored. */
export interface RubricPreview {
  /** How many submissions were judged. */
  judged: number;
  summary: { up: number; down: number; same: number };
  /** Whose grade would change, the largest losses first. Points as they count: less what being late costs. */
  changes: {
    student: { id: string; name: string };
    submission: string;
    before: { earned: number; possible: number } | null;
    after: { earned: number; possible: number };
    difference: number;
    /** A score set by hand stands, whatever is computed beside it. */
    overridden: boolean;
  }[];
  /** How many grades lie in each tenth of what is possible: below 10 %, below 20 % …, 90 % and more. */
  distribution: { before: number[]; after: number[] };
}

/** Homework that comes with dockgrade: its file, and the repositories beside it. */
export interface ExampleView {
  id: string;
  title: string;
  source: string;
}
