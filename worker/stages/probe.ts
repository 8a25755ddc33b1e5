import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../src/core/evidence/common.ts';
import type { ProbeEvidence } from '../../src/core/evidence/index.ts';
import type { PlainRequest } from '../probing/request.ts';
import { recorded, runProbe, skipped } from '../probing/run.ts';
import { sendOnce, sendProbe } from '../probing/send.ts';
import { freshNonce, type Variables } from '../probing/variables.ts';
import { connectionsBetween } from './connections.ts';
import type { RunContext, Stage } from './stage.ts';
import { targetOf } from './target.ts';

/** Milliseconds in which refused and reset connections are tried again; the start stage has done the waiting already. */
const READY_FOR = 3000;
const READY_PAUSE = 200;

/** Asks the application whether it is there, and then everything that the assignment asks. */
export const probeStage: Stage<'probe'> = {
  name: 'probe',
  deadline: (job) => 30_000 + 21_000 * job.assignment.probes.length,
  async run(context, evidence) {
    const { probes, ready } = context.job.assignment;
    const service = evidence.resolve?.app?.service;
    const port = evidence.start?.port ?? evidence.resolve?.app?.port;
    if (service === undefined || port === undefined || port === null) {
      return {
        evidence: {
          ready: { path: ready.path, answer: null, ok: false },
          probes: probes.map((probe) => skipped(probe, 'not asked: no application was found')),
          connections: await connectionsBetween(context),
        },
        detail: 'no application to ask',
      };
    }
    const app = { service, port };
    const variables: Variables = new Map([['nonce', freshNonce()]]);
    const answer = await askUntilReady(context, app);
    const ok = answer.ok && (ready.status === undefined || answer.status === ready.status);
    const results: ProbeEvidence['probes'] = [];
    for (const [index, probe] of probes.entries()) {
      context.say(`${index + 1} of ${probes.length}: ${probe.name}`);
      results.push(await runProbe(probe, (request) => ask(context, app, request, sendProbe), variables));
    }
    const connections = await connectionsBetween(context);
    return {
      evidence: {
        ready: { path: ready.path, answer: recorded(answer, variables), ok },
        probes: results,
        connections,
      },
      detail: summary(answer, results),
    };
  },
};

interface App {
  service: string;
  port: number;
}

async function askUntilReady(context: RunContext, app: App): Promise<Answer> {
  const request = { method: 'GET', path: context.job.assignment.ready.path, headers: {}, body: null };
  const until = performance.now() + READY_FOR;
  for (;;) {
    const answer = await ask(context, app, request, sendOnce);
    const again = !answer.ok && /^ECONN(REFUSED|RESET)$/.test(answer.error);
    if (!again || performance.now() > until) return answer;
    await pause(READY_PAUSE, undefined, { signal: context.signal });
  }
}

/** The address is looked up each time: a container that its restart policy brought back may have another one. */
async function ask(context: RunContext, app: App, request: PlainRequest, send: typeof sendProbe): Promise<Answer> {
  const target = await targetOf(context, app.service, app.port);
  if (target) return send(request, { prober: context.prober, target, signal: context.signal });
  return { ok: false, error: 'no-address', message: `the service "${app.service}" does not run`, seconds: 0 };
}

function summary(answer: Answer, results: ProbeEvidence['probes']): string {
  const answered = answer.ok ? `status ${answer.status}` : `no answer (${answer.error})`;
  if (results.length === 0) return answered;
  return `${answered}, ${results.filter(({ outcome }) => outcome === 'pass').length} of ${results.length} probes passed`;
}
