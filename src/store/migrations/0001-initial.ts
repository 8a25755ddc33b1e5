import { type Kysely, sql } from 'kysely';

/** What differs between the databases. PostgreSQL compares text by its bytes, as SQLite does. */
const TYPES = {
  sqlite: { order: 'integer primary key autoincrement', text: 'text', integer: 'integer', real: 'real', blob: 'blob' },
  postgres: {
    order: 'bigint generated always as identity primary key',
    text: 'text collate "C"',
    integer: 'bigint',
    real: 'double precision',
    blob: 'bytea',
  },
};

export async function initial(db: Kysely<unknown>, kind: keyof typeof TYPES): Promise<void> {
  const types = TYPES[kind];
  const typed = (statement: string) =>
    statement.replace(/\b(ORDER_KEY|TEXT|INTEGER|REAL|BLOB)\b/g, (word) =>
      word === 'ORDER_KEY' ? `"order" ${types.order}` : types[word.toLowerCase() as keyof typeof types],
    );
  for (const statement of STATEMENTS) await sql.raw(typed(statement)).execute(db);
}

const STATEMENTS = [
  `create table people (id TEXT primary key, role TEXT not null, name TEXT not null, sort_name TEXT not null, search TEXT not null,
    email TEXT not null unique, github TEXT unique, created_at TEXT not null)`,
  'create index people_by_name on people (sort_name, email)',

  `create table tokens (id TEXT primary key, person TEXT not null references people (id), kind TEXT not null, hash TEXT not null unique,
    name TEXT not null, created_at TEXT not null, expires_at TEXT)`,
  'create index tokens_by_person on tokens (person, created_at)',
  'create index tokens_by_expiry on tokens (expires_at) where expires_at is not null',

  `create table roster (assignment TEXT not null, person TEXT not null references people (id), primary key (assignment, person))`,
  'create index roster_by_person on roster (person)',

  `create table assignment_versions (assignment TEXT not null, digest TEXT not null, number INTEGER not null, source TEXT not null,
    definition TEXT not null, published_at TEXT not null, published_by TEXT not null,
    primary key (assignment, digest), unique (assignment, number))`,
  `create table assignments (id TEXT primary key, digest TEXT not null, foreign key (id, digest) references assignment_versions (assignment, digest))`,

  `create table regrades (ORDER_KEY, id TEXT not null unique, assignment TEXT not null, digest TEXT not null, mode TEXT not null,
    publish_when_ready INTEGER not null, state TEXT not null, created_at TEXT not null, created_by TEXT not null, ended_at TEXT,
    foreign key (assignment, digest) references assignment_versions (assignment, digest))`,
  `create unique index regrades_under_way on regrades (assignment) where state in ('running', 'ready')`,
  'create index regrades_by_assignment on regrades (assignment, "order")',

  `create table submissions (ORDER_KEY, id TEXT not null unique, person TEXT not null references people (id), assignment TEXT not null,
    digest TEXT not null, repository TEXT not null, repository_key TEXT not null, ref TEXT, commit_hash TEXT, source TEXT not null,
    regrade_of TEXT references submissions (id), regrade TEXT references regrades (id), priority INTEGER not null, state TEXT not null,
    cancel_reason TEXT, replaced_by TEXT, accepted_at TEXT not null, started_at TEXT, ended_at TEXT, tries INTEGER not null default 0,
    outcome TEXT, fault TEXT, result TEXT, slot TEXT unique,
    foreign key (assignment, digest) references assignment_versions (assignment, digest))`,
  'create index submissions_by_time on submissions (accepted_at, "order")',
  'create index submissions_of_person on submissions (person, accepted_at, "order")',
  'create index submissions_of_assignment on submissions (assignment, accepted_at, "order")',
  'create index submissions_of_both on submissions (assignment, person, accepted_at, "order")',
  'create index submissions_by_repository on submissions (repository_key)',
  'create index submissions_by_state on submissions (state, outcome)',
  `create index submissions_waiting on submissions (priority, accepted_at, "order") where state = 'waiting'`,
  `create index submissions_without_slot on submissions (priority, accepted_at, "order") where state = 'waiting' and slot is null`,
  `create index submissions_finished on submissions (assignment, ended_at) where state = 'finished'`,
  'create index submissions_regraded on submissions (regrade_of) where regrade_of is not null',
  'create index submissions_of_regrade on submissions (regrade) where regrade is not null',

  `create table idempotency_keys (person TEXT not null, key TEXT not null, request_digest TEXT not null,
    submission TEXT not null references submissions (id), primary key (person, key))`,
  'create table runs (submission TEXT primary key references submissions (id), data BLOB not null)',
  `create table results (ORDER_KEY, id TEXT not null unique, submission TEXT not null references submissions (id), assignment TEXT not null,
    digest TEXT not null, lines TEXT not null, earned REAL not null, possible REAL not null, created_at TEXT not null)`,
  'create index results_by_submission on results (submission)',

  `create table events (submission TEXT not null references submissions (id), seq INTEGER not null, run TEXT, run_index INTEGER,
    event TEXT not null, primary key (submission, seq), unique (submission, run, run_index))`,

  `create table grades (assignment TEXT not null, person TEXT not null references people (id), submission TEXT, score REAL, possible REAL,
    late_days INTEGER not null default 0, penalty REAL not null default 0, attempts INTEGER not null default 0, submitted_at TEXT,
    override_score REAL, override_reason TEXT, override_by TEXT, override_at TEXT, final REAL, primary key (assignment, person))`,
  `create table grade_changes (ORDER_KEY, assignment TEXT not null, person TEXT not null, at TEXT not null, by TEXT, kind TEXT not null,
    before REAL, after REAL, reason TEXT, submission TEXT)`,
  'create index grade_changes_of_person on grade_changes (assignment, person, "order")',
  'create index grade_changes_by_time on grade_changes (assignment, at)',

  `create table regrade_items (regrade TEXT not null references regrades (id), submission TEXT not null references submissions (id),
    run TEXT references submissions (id), before_result TEXT, result TEXT, primary key (regrade, submission))`,

  'create table github_deliveries (id TEXT primary key, at TEXT not null)',
  'create index github_deliveries_by_time on github_deliveries (at)',
  'create table github_repositories (repository TEXT primary key, github_id INTEGER not null)',
  'create table github_pushes (repository TEXT not null, ref TEXT not null, pushed_at TEXT not null, primary key (repository, ref))',
  `create table github_statuses (submission TEXT primary key references submissions (id), id TEXT not null unique, repository TEXT not null,
    commit_hash TEXT not null, state TEXT not null, earned REAL, possible REAL, tries INTEGER not null default 0, due_at TEXT, leased TEXT,
    message TEXT)`,
  'create index github_statuses_leased on github_statuses (leased) where leased is not null',
  'create index github_statuses_due on github_statuses (due_at) where due_at is not null',
];
