import { setTimeout as pause } from 'node:timers/promises';
import type { Probe } from '../../src/core/assignment/schema.ts';
import type { Answer } from '../../src/core/evidence/common.ts';
import type { ProbeEvidence } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { logsOf } from '../observe/states.ts';
import type { PlainRequest } from '../probing/request.ts';
import { recorded, runProbe, skipped } from '../probing/run.ts';
import { sendOnce, sendProbe } from '../probing/send.ts';
import { freshNonce, type Variables } from '../probing/variables.ts';
import { type App, noAddress } from '../stack/answering.ts';
import { connectionsBetween } from './connections.ts';
import type { RunContext, Stage } from './stage.ts';
import { targetOf } from './target.ts';

/** Milliseconds in which refused and reset connections are tried again; the start stage has done the waiting already. */
const READY_FOR = 3000;
const READY_PAUSE = 200;
/** Milliseconds in which all probes together wait for an application behind a proxy: what answered at the path of `ready` may have been another one. */
const BEHIND_FOR = 15_000;
/** What a proxy answers for an application that it cannot connect to: nothing of the request has reached it. */
const NOT_THERE_YET = new Set([502, 503]);

/** Asks the application whether it is there, and then everything that the assignment asks. */
export const probeStage: Stage<'probe'> = {
  name: 'probe',
  deadline: (job) => 30_000 + BEHIND_FOR + 21_000 * job.assignment.probes.length,
  async run(context, evidence) {
    const { probes, ready } = context.job.assignment;
    const service = evidence.resolve?.app?.service;
    const port = evidence.start?.port ?? evidence.resolve?.app?.port;
    if (service === undefined || port === undefined || port === null) {
      return {
        evidence: {
          ready: { path: ready.path, answer: null, ok: false },
          probes: probes.map((probe) => skipped(probe, NO_APPLICATION)),
          connections: await connectionsBetween(context),
        },
        detail: { en: 'no application to ask', es: 'no hay aplicación a la que preguntar' },
      };
    }
    const app = { service, port };
    const variables: Variables = new Map([['nonce', freshNonce()]]);
    const answer = await askUntilReady(context, app);
    const ok = answer.ok && (ready.status === undefined || answer.status === ready.status);
    const until = performance.now() + BEHIND_FOR;
    const results: ProbeEvidence['probes'] = [];
    for (const [index, probe] of probes.entries()) {
      const at = index + 1;
      context.say({ en: `${at} of ${probes.length}: ${probe.name}`, es: `${at} de ${probes.length}: ${probe.name}` });
      results.push(await runProbe(probe, (request) => askBehind(context, app, probe, request, until), variables));
    }
    const connections = await connectionsBetween(context);
    const talkers = [service, evidence.resolve?.database?.service ?? service];
    const failed = results.some(({ outcome }) => outcome === 'fail');
    return {
      evidence: {
        ready: { path: ready.path, answer: recorded(answer, variables), ok },
        probes: results,
        connections,
        ...(failed && { logs: await logsOf(context, talkers) }),
      },
      detail: summary(answer, results),
    };
  },
};

const NO_APPLICATION = {
  en: 'not asked: no application was found',
  es: 'no se preguntó: no se encontró ninguna aplicación',
};

async function askUntilReady(context: RunContext, app: App): Promise<Answer> {
  const request = { method: 'GET', path: context.job.assignment.ready.path, headers: {}, body: null };
  const isThere = (answer: Answer) => answer.ok || !/^ECONN(REFUSED|RESET)$/.test(answer.error);
  return askUntil(isThere, performance.now() + READY_FOR, context, () => ask(context, app, request, sendOnce));
}

function askBehind(context: RunContext, app: App, { expect }: Probe, request: PlainRequest, until: number) {
  const isThere = (answer: Answer) =>
    !answer.ok || !NOT_THERE_YET.has(answer.status) || expect.status?.includes(answer.status) === true;
  return askUntil(isThere, until, context, () => ask(context, app, request, sendProbe));
}

/** Asks again and again until somebody is there, or it is too late: then what was answered last stands. */
async function askUntil(
  isThere: (answer: Answer) => boolean,
  until: number,
  { signal }: RunContext,
  asked: () => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    const answer = await asked();
    if (isThere(answer) || performance.now() > until) return answer;
    await pause(READY_PAUSE, undefined, { signal });
  }
}

/** The address is looked up each time: a container that its restart policy brought back may have another one. */
async function ask(context: RunContext, app: App, request: PlainRequest, send: typeof sendProbe): Promise<Answer> {
  const target = await targetOf(context, app.service, app.port);
  return target ? send(request, { prober: context.prober, target, signal: context.signal }) : noAddress(app);
}

function summary(answer: Answer, results: ProbeEvidence['probes']): Text {
  const answered = answer.ok
    ? { en: `status ${answer.status}`, es: `estado ${answer.status}` }
    : { en: `no answer (${answer.error})`, es: `sin respuesta (${answer.error})` };
  if (results.length === 0) return answered;
  const good = results.filter(({ outcome }) => outcome === 'pass').length;
  return {
    en: `${answered.en}, ${good} of ${results.length} probes passed`,
    es: `${answered.es}, ${good} de ${results.length} peticiones como se esperaba`,
  };
}
