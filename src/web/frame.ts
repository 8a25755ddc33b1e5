import type { Lang } from '../core/text.ts';
import type { Trouble } from '../core/wire/operations.ts';
import type { PersonView } from '../core/wire/people.ts';

/** Addresses of what every page loads; they change with their content, so that browsers keep them for ever. */
export interface Assets {
  style: string;
  icon: string;
  script: string;
  /** The script of the editor's page alone. */
  editor: string;
}

/** What surrounds the content of every page. */
export interface Frame {
  lang: Lang;
  /** Null: nobody is signed in. */
  person: PersonView | null;
  /** Path and query of this page. */
  at: string;
  assets: Assets;
  /** Why nothing is graded at the moment: told on every page of somebody who is signed in. */
  trouble?: Trouble | null;
}
