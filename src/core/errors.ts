/**
 * Faults that are ours or the user's, never the student's: a student's failure is evidence, not an exception.
 * One list; docs/errors.md explains each code, and a test holds the two equal.
 */
export const ERROR_CODES = {
  usage: 'the command line is wrong',
  'assignment-invalid': 'an assignment file has a mistake',
  'grader-invalid': 'a grader of your own does not fit',
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
  'sandbox-missing': 'there is no means to seal the programs that read what strangers wrote',
  'sandbox-breached': 'what the engine made of an admitted file is not what was admitted',
  'isolation-unproven': 'containers of this worker reach what must be out of their reach',
  'disk-full': 'too little disk space for a run or its report',
  'report-unwritable': 'the report cannot be written where it should be',
  'registry-unreachable': 'an image registry did not answer',
  'registry-limited': 'an image registry limits the number of pulls',
  'deadline-exceeded': 'a step of ours, or the whole run, took longer than its deadline',
  'prober-failed': 'the process that talks to the application ended unexpectedly',
  'teardown-incomplete': 'something that the run created could not be removed',
  'request-invalid': 'a request does not fit its schema',
  'sign-in-needed': 'a request carries no token, or one that is not known',
  'not-allowed': 'this person may not do that',
  'not-found': 'there is no such thing, or it belongs to somebody else',
  'method-not-allowed': 'this address exists, but takes no such method',
  'deadline-over': 'the assignment takes no more submissions',
  'no-attempts-left': 'every attempt of the assignment is used up',
  'repository-not-allowed': 'repositories at such an address, of this host, or this folder, are not taken',
  'roster-invalid': 'a CSV file of students has a mistake',
  conflict: 'what was asked for does not fit what happened meanwhile',
  'signature-invalid': 'a webhook is not signed by whom it says it comes from',
  'too-large': 'a request is larger than what is taken',
  'media-type-unsupported': 'a request has a type of content that is not taken',
  'too-many-requests': 'more requests came from one place than are answered',
  'queue-unreachable': 'Redis does not answer',
  'store-unreachable': 'the database of dockgrade does not answer',
  'worker-lost': 'the worker ended in the middle of a submission, more than once',
  'result-invalid': 'a worker gave back a result that does not fit its schema',
  'github-failed': 'GitHub refused something, or does not answer',
  'service-unreachable': 'the dockgrade service does not answer',
  interrupted: 'the run was stopped from outside',
  internal: 'a fault in dockgrade itself',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** A mistake in what somebody sent, with its place: a JSON pointer, the name of a header, or line and column. */
export interface PlacedMistake {
  where: string;
  message: string;
}

/** What happened, and what to do about it, in one language. */
export interface Told {
  message: string;
  remedy: string;
}

/**
 * An exception with a code: what happened (`message`) and what to do (`remedy`), in English. `es`: the same in Spanish, where it says more than the words that
 * its code has. `errors`: each mistake, where there are places.
 */
export class DockgradeError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string | undefined;
  readonly es: Told | undefined;
  readonly errors: readonly PlacedMistake[];

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; remedy?: string; es?: Told | undefined; errors?: readonly PlacedMistake[] } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'DockgradeError';
    this.code = code;
    this.remedy = options.remedy;
    this.es = options.es;
    this.errors = options.errors ?? [];
  }
}

/** Faults that come back every time, and the alarm; the others may be over at the next try. */
const LASTING: readonly ErrorCode[] = [
  'usage',
  'repository-not-found',
  'repository-private',
  'repository-too-large',
  'repository-damaged',
  'ref-unknown',
  'repository-not-allowed',
  // Nobody lets what broke out of its file run a second time before a person has looked.
  'sandbox-breached',
];

export function mayPass(code: string): boolean {
  return !(LASTING as readonly string[]).includes(code);
}
