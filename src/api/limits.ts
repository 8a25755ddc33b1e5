import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DockgradeError } from '../core/errors.ts';
import { viewer } from './authentication.ts';

const MINUTE = 60_000;

/** Failed sign-ins of one address, what one student hands in, and how often one person has a repository looked at, in a minute. A class may sit behind one address: good tokens are never held up. */
export const MOST = { failedSignIns: 30, submissions: 30, checks: 60 } as const;

export interface Limits {
  /** Counts a wrong or missing token. Throws `too-many-requests` when there were too many. */
  failedSignIn(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Counts a submission of a student; teachers hand in for whole classes. */
  submission(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Counts a look at a repository; whether it may be made. */
  check(request: FastifyRequest): Promise<boolean>;
}

/** Counted in the memory of this process. */
export function makeLimits(app: FastifyInstance): Limits {
  const signIns = app.createRateLimit({ max: MOST.failedSignIns, timeWindow: MINUTE });
  const submissions = app.createRateLimit({
    max: MOST.submissions,
    timeWindow: MINUTE,
    keyGenerator: (request) => viewer(request).id,
  });
  const checks = app.createRateLimit({
    max: MOST.checks,
    timeWindow: MINUTE,
    keyGenerator: (request) => viewer(request).id,
  });
  return {
    async failedSignIn(request, reply) {
      hold(await signIns(request), reply, 'Too many requests without a valid token came from this address.');
    },
    async submission(request, reply) {
      if (viewer(request).role === 'teacher') return;
      hold(await submissions(request), reply, `More than ${MOST.submissions} submissions in one minute are not taken.`);
    },
    async check(request) {
      const counted = await checks(request);
      return counted.isAllowed || !counted.isExceeded;
    },
  };
}

type Counted = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>;

function hold(counted: Counted, reply: FastifyReply, message: string): void {
  if (counted.isAllowed || !counted.isExceeded) return;
  const seconds = Math.max(1, counted.ttlInSeconds);
  reply.header('retry-after', seconds);
  throw new DockgradeError('too-many-requests', message, { remedy: `Wait ${seconds} seconds, then try again.` });
}
