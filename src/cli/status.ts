import { DockgradeError, type ErrorCode } from '../core/errors.ts';

/** What the command line ends with; docs/errors.md lists which error ends with which. */
export const STATUS = { good: 0, belowMinimum: 1, usage: 2, refused: 3, fault: 4, interrupted: 130 } as const;
export type Status = (typeof STATUS)[keyof typeof STATUS];

const BY_CODE: Partial<Record<ErrorCode, Status>> = {
  usage: STATUS.usage,
  'assignment-invalid': STATUS.usage,
  'setting-invalid': STATUS.usage,
  interrupted: STATUS.interrupted,
};

/** The exit status for an error: wrong usage, an interruption, or a fault that is not the student's. */
export function statusOf(error: unknown): Status {
  return error instanceof DockgradeError ? (BY_CODE[error.code] ?? STATUS.fault) : STATUS.fault;
}
