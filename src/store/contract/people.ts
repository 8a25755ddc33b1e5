/** Teachers see and change everything; students see what is theirs. */
export const ROLES = ['teacher', 'student'] as const;
export type Role = (typeof ROLES)[number];

export interface Person {
  id: string;
  role: Role;
  name: string;
  /** Lower case; unique. */
  email: string;
  /** GitHub login, lower case; unique where it is there. */
  github: string | null;
  createdAt: string;
}

/** `link` opens the pages and serves scripts, `session` belongs to a browser, `bearer` to a script. */
export const TOKEN_KINDS = ['link', 'session', 'bearer'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** A token as it is kept: never itself, only its SHA-256. */
export interface StoredToken {
  id: string;
  person: string;
  kind: TokenKind;
  /** 64 hex digits. */
  hash: string;
  name: string;
  createdAt: string;
  /** Null: until it is taken away. */
  expiresAt: string | null;
}

/** What a row of a roster says. */
export type RosterRow = Pick<Person, 'name' | 'email' | 'github'>;

/** What the books say about a roster that somebody wants to set. */
export interface RosterBooks {
  /** Who is on it now, in the order of their names. */
  roster: Person[];
  /** Everyone who has an email or a login of the new rows, teachers too. */
  known: Person[];
}

/** Somebody of a roster; `openedAt`: when they first came in, by their link or by GitHub. */
export type RosterMember = Person & { openedAt: string | null };

export interface People {
  person(id: string): Promise<Person | null>;
  byEmail(email: string): Promise<Person | null>;
  byGithub(login: string): Promise<Person | null>;
  /** The person of a token that has not expired, and the token. */
  byToken(hash: string, now: string): Promise<{ person: Person; token: StoredToken } | null>;
  /** Adds a person, or answers with the one who has this email. Safe to repeat. */
  add(person: Person): Promise<Person>;
  /**
   * Makes the students of an assignment exactly these: people who are new are added, known ones (by email) get name and GitHub login from
   * the row, who is missing leaves the roster and keeps person, submissions and grades. All or nothing.
   * `conflict` when a login belongs to somebody else, or an email to a teacher.
   * @param approve sees the books that nobody else changes until all is stored; what it throws stops everything
   */
  setRoster(
    assignment: string,
    rows: readonly RosterRow[],
    now: string,
    approve?: (books: RosterBooks) => void,
  ): Promise<{ person: Person; isNew: boolean }[]>;
  rosterBooks(assignment: string, rows: readonly RosterRow[]): Promise<RosterBooks>;
  /** In the order of their names. */
  roster(assignment: string): Promise<Person[]>;
  /** A page of it, and how many there are on all pages. `search`: part of a name, an email or a login, in any case. */
  rosterPage(
    assignment: string,
    query: { search?: string; offset: number; limit: number },
  ): Promise<{ members: RosterMember[]; total: number }>;
  /** Notes that this person came in; the first time stays. */
  markOpened(person: string, at: string): Promise<void>;
  isEnrolled(assignment: string, person: string): Promise<boolean>;
  addToken(token: StoredToken): Promise<void>;
  /** Many at once: the links of a new roster. All or nothing. */
  addTokens(tokens: readonly StoredToken[]): Promise<void>;
  tokens(person: string): Promise<StoredToken[]>;
  /** Who of these people has a personal link. */
  withLink(people: readonly string[]): Promise<Set<string>>;
  /** True when it was there and belonged to this person. */
  removeToken(id: string, person: string): Promise<boolean>;
  /** Takes away all tokens of one kind: a new link makes the old ones useless. */
  removeTokens(person: string, kind: TokenKind): Promise<void>;
  removeExpiredTokens(now: string): Promise<number>;
}
