import type { CompleteEvidence, Evidence } from '../../../src/core/evidence/index.ts';
import { ended, evidenceWith, HTTP_OK, REFUSED, stateNamed } from '../evidence.ts';

export * from '../evidence.ts';

type Change = (evidence: CompleteEvidence) => void;

/** The build of `web` failed at line 4 of its Dockerfile, with this output; nothing ran afterwards. */
export function failedBuild(log: string, change: Change = () => undefined): Evidence {
  const { fetch, resolve, admit, build } = evidenceWith((evidence) => {
    const [web] = evidence.build.builds;
    const failure = { instruction: 'RUN x', exitCode: 1, message: 'x', where: { file: 'Dockerfile', line: 4 } };
    if (web) Object.assign(web, { outcome: 'failed', log, failure, image: null });
    change(evidence);
  });
  return { fetch, resolve, admit, build };
}

/** A service ended at its start; these are its last lines. */
export function died(service: 'web' | 'db', log: string, change: Change = () => undefined): CompleteEvidence {
  return evidenceWith((evidence) => {
    Object.assign(stateNamed(evidence, service), ended(service, 1, log));
    silence(evidence);
    change(evidence);
  });
}

/** A service runs as it should, and wrote this. */
export function wrote(service: 'web' | 'db', log: string): CompleteEvidence {
  return evidenceWith((evidence) => {
    stateNamed(evidence, service).log = log;
  });
}

/** The requests of the assignment are answered with status 500 and this body. */
export function answered(body: string, change: Change = () => undefined): CompleteEvidence {
  return evidenceWith((evidence) => {
    for (const one of evidence.probe.probes) {
      Object.assign(one, { outcome: 'fail', answer: { ...HTTP_OK, status: 500, body } });
    }
    change(evidence);
  });
}

/** Compose could not start the container of `web`, and said this. */
export function stuck(failure: string): CompleteEvidence {
  return evidenceWith((evidence) => {
    Object.assign(stateNamed(evidence, 'web'), { status: 'created', processes: [], listening: null, log: '' });
    for (const attempt of evidence.start.attempts) attempt.failure = failure;
    silence(evidence);
  });
}

/** Compose refused the file with these words. */
export function invalid(message: string, line: number): Evidence {
  const { fetch, resolve } = evidenceWith((evidence) => {
    const where = { file: 'docker-compose.yml', line };
    Object.assign(evidence.resolve.compose, { outcome: 'invalid', message, where });
  });
  return { fetch, resolve };
}

/** Nobody answers on the port of the application. */
export function silence({ start, probe }: CompleteEvidence): void {
  for (const attempt of start.attempts) Object.assign(attempt, { ready: false, answer: REFUSED });
  Object.assign(probe.ready, { answer: REFUSED, ok: false });
}
