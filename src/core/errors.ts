/**
 * Faults that are ours or the user's, never the student's: a student's failure is evidence, not an exception.
 * One list; docs/errors.md explains each code, and a test holds the two equal.
 */
export const ERROR_CODES = {
  usage: 'the command line is wrong',
  'assignment-invalid': 'an assignment file has a mistake',
  'setting-invalid': 'an environment variable has a value that does not fit',
  'repository-not-found': 'the folder or URL cannot be found',
  'repository-private': 'the repository asks for a password, or does not exist',
  'repository-unreachable': 'the host of the repository does not answer',
  'repository-too-slow': 'fetching took longer than its deadline',
  'repository-too-large': 'the repository holds more files or bytes than are taken over',
  'repository-damaged': 'the content of the repository cannot be read',
  'ref-unknown': 'the branch, tag or commit is not in the repository',
  'engine-missing': 'there is no container engine',
  'engine-not-permitted': 'the engine refuses this user',
  'engine-too-old': 'engine, Compose or buildx is older than what dockgrade needs',
  'engine-start-failed': "dockgrade's own engine did not start",
  'engine-unreachable': 'the engine does not answer, or went away',
  'engine-failed': 'the engine answered with an error of its own',
  'disk-full': 'too little disk space for a run or its report',
  'report-unwritable': 'the report cannot be written where it should be',
  'registry-unreachable': 'an image registry did not answer',
  'registry-limited': 'an image registry limits the number of pulls',
  'deadline-exceeded': 'a step of ours, or the whole run, took longer than its deadline',
  'prober-failed': 'the process that talks to the application ended unexpectedly',
  'teardown-incomplete': 'something that the run created could not be removed',
  interrupted: 'the run was stopped from outside',
  internal: 'a fault in dockgrade itself',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An exception with a code: what happened (`message`) and what to do (`remedy`), in English. */
export class DockgradeError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string | undefined;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; remedy?: string } = {}) {
    super(message, { cause: options.cause });
    this.name = 'DockgradeError';
    this.code = code;
    this.remedy = options.remedy;
  }
}
