import { DockgradeError, type ErrorCode } from '../core/errors.ts';
import type { SignInReason } from '../web/pages/github-sign-in.ts';

const OWN_LINK = 'use your personal link';

const TOLD: Record<SignInReason, { code: ErrorCode; message: string; remedy: string }> = {
  unknown: {
    code: 'not-allowed',
    message: 'Nobody here has this GitHub login',
    remedy: `Ask your teacher to write it beside your name in the roster, or ${OWN_LINK}.`,
  },
  unfinished: {
    code: 'sign-in-needed',
    message: 'Signing in was broken off, took too long, or was begun in another browser.',
    remedy: `Begin again: /sign-in/github; or ${OWN_LINK}.`,
  },
  away: {
    code: 'github-failed',
    message: 'GitHub does not say who you are.',
    remedy: `Try again in a few minutes, or ${OWN_LINK}.`,
  },
  off: {
    code: 'not-found',
    message: 'Signing in with GitHub is not set up here.',
    remedy: 'Use your personal link; your teacher can make you a new one.',
  },
};

/** Why somebody is not signed in by GitHub: a problem for programs, a page for browsers. */
export class SignInFailure extends DockgradeError {
  readonly reason: SignInReason;
  readonly login: string | null;

  constructor(reason: SignInReason, { login = null, cause }: { login?: string | null; cause?: unknown } = {}) {
    const { code, message, remedy } = TOLD[reason];
    super(code, login === null ? message : `${message}: "${login}".`, { cause, remedy });
    this.reason = reason;
    this.login = login;
  }
}
