import { DockgradeError } from '../../src/core/errors.ts';
import type { Container, Engine } from '../engine/engine.ts';
import { ENGINE_NETWORK } from '../engine/own/network.ts';
import { addressesOf } from '../stages/target.ts';
import type { Attempt, Outcome } from './attempt.ts';
import { type Finding, findings, type Seen } from './findings.ts';
import { attemptHere, listen, untilReached } from './here.ts';
import { proofImage } from './image.ts';
import { PORT, ProofSubmission } from './submission.ts';
import { findTargets } from './targets.ts';

/** Milliseconds for all of it. */
const DEADLINE = 60_000;

/**
 * Tries whether students' code stays in its sandbox: two submissions of our own, one closed and one open, each a container in a network as admission makes it, and a step
 * of a build, try to reach what they must not. What they do not reach counts only where it was there to be reached. Takes some seconds; leaves nothing behind.
 *
 * @throws DockgradeError `isolation-unproven` where it could not be tried; what connects, builds or starts containers; the signal's reason
 */
export async function proveIsolation(engine: Engine, home: string, signal: AbortSignal): Promise<Finding[]> {
  const late = AbortSignal.timeout(DEADLINE);
  const closing = new AbortController();
  const either = AbortSignal.any([signal, late, closing.signal]);
  const submissions: ProofSubmission[] = [];
  try {
    for (const network of ['closed', 'open'] as const) {
      submissions.push(await ProofSubmission.make(engine, home, network));
    }
    const [closed, open] = submissions as [ProofSubmission, ProofSubmission];
    return findings(await look(engine, home, closed, open, either), engine.info);
  } catch (error) {
    signal.throwIfAborted();
    if (!late.aborted) throw error;
    const message = `The isolation of containers was not proven within ${DEADLINE / 1000} s.`;
    throw new DockgradeError('isolation-unproven', message, { cause: error });
  } finally {
    closing.abort();
    await Promise.all(submissions.map((submission) => submission.end()));
  }
}

async function look(
  engine: Engine,
  home: string,
  closed: ProofSubmission,
  open: ProofSubmission,
  signal: AbortSignal,
): Promise<Seen> {
  const { netns, own, reach } = engine.info;
  const image = await proofImage(home, closed.folder, signal);
  if (image.base !== null) await engine.pull(image.base, { signal, timeout: 60_000 });
  const source = { job: closed.job, image };
  const [machine, inside] = await Promise.all([
    listen(null, signal),
    netns === null ? null : listen(netns, signal),
    closed.buildImage(source, signal),
  ]);
  const [targets, inClosed, inOpen] = await Promise.all([
    findTargets(machine.port, own, signal),
    closed.start(source, signal),
    open.start(source, signal),
  ]);
  const port = (inside ?? machine).port;
  const engineItself: Attempt[] = own ? [{ target: 'gateway', address: ENGINE_NETWORK.engine, port }] : [];
  const common: Attempt[] = [
    { target: 'gateway', address: 'gateway', port },
    ...engineItself,
    ...targets.machine,
    targets.metadata,
    ...(targets.outside ? Object.values(targets.outside) : []),
  ];
  const neighbours = { closed: neighbour(inOpen, reach), open: neighbour(inClosed, reach) };
  const answering = Object.values(neighbours).map(({ control }) => control);
  const nearby = reach === 'published' ? null : netns;
  await untilReached(nearby, answering, signal);
  const [fromClosed, fromOpen, fromBuild, fromEngine] = await Promise.all([
    closed.attempt(inClosed, source, [...common, ...neighbours.closed.attempts], signal),
    open.attempt(inOpen, source, [...common, ...neighbours.open.attempts], signal),
    closed.attemptInBuild(source, [...common, ...neighbours.closed.attempts], signal),
    own ? attemptHere(netns, [...targets.machine, targets.metadata], signal) : null,
  ]);
  const tried = { closed: fromClosed, open: fromOpen, build: fromBuild, ...(own && { engine: fromEngine }) };
  const all = Object.values(tried).flatMap((outcomes) => outcomes ?? []);
  const controls = await Promise.all([
    attemptHere(netns, once(all, 'gateway'), signal),
    attemptHere(null, targets.machine.map(onLoopback), signal),
    attemptHere(nearby, answering, signal),
  ]);
  const there = controls.flatMap((outcomes) => outcomes ?? []).filter(({ reached }) => reached);
  return { tried, there, targets };
}

/** What the other submission's container is tried at, and where it is known to answer. */
function neighbour(container: Container, reach: 'address' | 'published'): { attempts: Attempt[]; control: Attempt } {
  const attempts = addressesOf(container).map((address): Attempt => ({ target: 'submission', address, port: PORT }));
  const published = container.NetworkSettings.Ports[`${PORT}/tcp`]?.[0];
  const control = { target: 'submission', address: '127.0.0.1', port: Number(published?.HostPort) } as const;
  const [first] = attempts;
  return { attempts, control: reach === 'published' || first === undefined ? control : first };
}

/** Each address once, whoever tried it. */
function once(outcomes: readonly Outcome[], target: Attempt['target']): Attempt[] {
  const own = outcomes.filter((outcome) => outcome.target === target);
  return [...new Map(own.map(({ address, port }) => [address, { target, address, port }])).values()];
}

/** From this machine its loopback answers on an address of its own. */
function onLoopback(attempt: Attempt): Attempt {
  return attempt.address === ENGINE_NETWORK.loopback ? { ...attempt, address: '127.0.0.1' } : attempt;
}
