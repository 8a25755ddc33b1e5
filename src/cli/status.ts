import { DockgradeError, type ErrorCode } from '../core/errors.ts';

/** What the command line ends with; docs/errors.md lists which error ends with which. */
export const STATUS = { good: 0, belowMinimum: 1, usage: 2, refused: 3, fault: 4, interrupted: 130 } as const;
export type Status = (typeof STATUS)[keyof typeof STATUS];

const BY_CODE: Partial<Record<ErrorCode, Status>> = {
  usage: STATUS.usage,
  'assignment-invalid': STATUS.usage,
  'grader-invalid': STATUS.usage,
  'setting-invalid': STATUS.usage,
  'request-invalid': STATUS.usage,
  'sign-in-needed': STATUS.usage,
  'not-allowed': STATUS.usage,
  'not-found': STATUS.usage,
  'method-not-allowed': STATUS.usage,
  'deadline-over': STATUS.usage,
  'no-attempts-left': STATUS.usage,
  'repository-not-allowed': STATUS.usage,
  'ref-unknown': STATUS.usage,
  'roster-invalid': STATUS.usage,
  conflict: STATUS.usage,
  'too-large': STATUS.usage,
  'media-type-unsupported': STATUS.usage,
  interrupted: STATUS.interrupted,
};

/** The exit status for an error: wrong usage (also what the service says is wrong with a request), an interruption, or a fault that is not the student's. */
export function statusOf(error: unknown): Status {
  return error instanceof DockgradeError ? (BY_CODE[error.code] ?? STATUS.fault) : STATUS.fault;
}
