import type { Text } from './text.ts';
import type { PersonView } from './wire/people.ts';

/** A mistake in a roster. Lines and columns count from 1, columns as a spreadsheet's: the second cell of a line is in column 2. */
export interface RosterMistake {
  line: number;
  column: number;
  found: Text;
  expected: Text;
}

/** What storing a roster would do. */
export interface RosterPlan {
  /** How many students it has then. */
  students: number;
  /** Nobody here knows them yet: each gets a personal link. */
  added: { name: string; email: string; github: string | null }[];
  /** Known from elsewhere, and not yet on this roster. */
  joining: PersonView[];
  /** How many are on it and stay. */
  kept: number;
  /** They are on it and not in the file. What they handed in stays, with its grades. */
  leaving: PersonView[];
  /** Known students whom the file gives another name or login. */
  changed: { before: PersonView; name: string; github: string | null }[];
}

/** A file of students, held against the books; nothing was stored. */
export type RosterCheck =
  | {
      fits: true;
      plan: RosterPlan;
      /** The students of the file, as CSV in one way of writing. */
      csv: string;
      /** Names this file and what it was held against: it stands for no other. */
      checked: string;
    }
  | {
      fits: false;
      /** In the order of the file; of very many the first hundred. `source`: the line as it stands there; null where there are no lines. */
      mistakes: (RosterMistake & { source: string | null })[];
      /** How many there are. */
      count: number;
      /** The file as text; null where it is none. */
      text: string | null;
    };

/** A page of a roster. `openedAt`: when they first came in, by their link or by GitHub. */
export interface RosterPage {
  total: number;
  page: number;
  perPage: number;
  students: (PersonView & { openedAt: string | null })[];
}
