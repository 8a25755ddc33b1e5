import type { Answer, Look } from '../../src/core/evidence/index.ts';
import type { DatabaseClient } from '../database/index.ts';
import { matches } from '../probing/matches.ts';
import { type PlainRequest, prepare } from '../probing/request.ts';
import { recorded, runProbe } from '../probing/run.ts';
import { freshNonce, type Json, substitute, substituteText, type Variables } from '../probing/variables.ts';
import { type App, askOnce, untilAnswers } from '../stack/answering.ts';
import type { RunContext } from '../stages/stage.ts';

/** Milliseconds for one request to the application. */
const TIMEOUT = 10_000;

/** A marker that was written through the application: the variables that its read request needs. */
export type AppMarker = Variables;

type Section = NonNullable<RunContext['job']['assignment']['persistence']>;

/** Writes a fresh marker with the assignment's write probe; null when that does not work, or the read does not find it. */
export async function writeThroughApp(context: RunContext, app: App, section: Section): Promise<AppMarker | null> {
  const marker: AppMarker = new Map([['nonce', freshNonce()]]);
  const probe = context.job.assignment.probes.find(({ name }) => name === section.write);
  if (!probe) return null;
  const { outcome } = await runProbe(probe, (request) => askOnce(context, app, request, TIMEOUT), marker);
  if (outcome !== 'pass') return null;
  const { look } = await readThroughApp(context, app, section, marker, 0);
  return look === 'found' ? marker : null;
}

/**
 * Looks for a marker with the assignment's read request. The first answer that says something of the data decides: a refusal, a server error
 * or silence does not, and is asked again.
 * @param within milliseconds until an application that says nothing is left
 */
export async function readThroughApp(
  context: RunContext,
  app: App,
  section: Section,
  marker: AppMarker,
  within: number,
  tell?: (answer: Answer) => void,
): Promise<{ look: Look; answer: Answer }> {
  const request = prepare(section.read.request, marker);
  const speaks = (answer: Answer) => answer.ok && answer.status < 500;
  const answer = await untilAnswers(context, app, request, speaks, within, tell);
  const look = speaks(answer) ? (isFound(section, marker, answer) ? 'found' : 'lost') : 'no-answer';
  return { look, answer: recorded(answer, marker) };
}

/** The read request once, with a short patience: for looking at an application whose database is away. */
export async function readOnce(context: RunContext, app: App, section: Section, marker: AppMarker, timeout: number) {
  const answer = await askOnce(context, app, prepare(section.read.request, marker), timeout);
  return { good: answer.ok && isFound(section, marker, answer), answer: recorded(answer, marker) };
}

/** Any request of the assignment once; good when it answers as the assignment expects. */
export async function probeOnce(context: RunContext, app: App, name: string, variables: Variables, timeout: number) {
  const probe = context.job.assignment.probes.find((p) => p.name === name);
  if (!probe) return null;
  const result = await runProbe(probe, (request: PlainRequest) => askOnce(context, app, request, timeout), variables);
  return { good: result.outcome === 'pass', answer: result.answer };
}

function isFound(section: Section, marker: AppMarker, answer: Answer): boolean {
  const { status, body, json } = section.read.expect;
  return matches(
    {
      ...(status && { status }),
      ...(body !== undefined && { body: substituteText(body, marker) }),
      ...(json !== undefined && { json: substitute(json as Json, marker) }),
    },
    answer,
  ).ok;
}

/**
 * Writes a fresh marker through the database's client; null when that does not work. The program is the student's own container's: one that
 * also finds what nobody wrote says nothing.
 */
export async function writeThroughClient(client: DatabaseClient | null): Promise<string | null> {
  if (client === null) return null;
  const marker = freshNonce();
  if (!(await client.write(marker))) return null;
  return (await client.read(freshNonce())) === 'found' ? null : marker;
}
