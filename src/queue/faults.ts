import { UnrecoverableError } from 'bullmq';
import { DockgradeError, mayPass } from '../core/errors.ts';
import { type Fault, faultSchema } from '../core/run.ts';

/** What BullMQ itself says of a job whose worker was lost too often. */
const STALLED = 'job stalled more than allowable limit';
const MAX_TEXT = 2_000;

/** What an exception tells people: nothing of our code's insides, which are in the log. */
export function faultOf(error: unknown): Fault {
  if (error instanceof DockgradeError && error.code !== 'internal') {
    return { code: error.code, message: cut(error.message), remedy: error.remedy ? cut(error.remedy) : null };
  }
  return {
    code: 'internal',
    message: 'A fault in dockgrade itself ended the run.',
    remedy: 'Hand in again; the log of the worker tells the staff more.',
  };
}

/** The exception by which BullMQ keeps a fault as data and does, or does not, try again. */
export function failure(fault: Fault, lasting = !mayPass(fault.code)): Error {
  const text = JSON.stringify(fault);
  return lasting ? new UnrecoverableError(text) : new Error(text);
}

/** The other way round. Somebody else may have written it. */
export function readFault(reason: string): Fault {
  if (reason === STALLED) {
    return {
      code: 'worker-lost',
      message: 'The worker ended in the middle of this submission, and so did the next one.',
      remedy:
        'Hand in again; if it comes back, the staff should look for what ends the worker, such as too little memory.',
    };
  }
  return parsed(reason) ?? faultOf(new Error(reason));
}

export function wasLost(reason: string): boolean {
  return reason === STALLED;
}

function parsed(reason: string): Fault | null {
  try {
    return faultSchema.safeParse(JSON.parse(reason)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
