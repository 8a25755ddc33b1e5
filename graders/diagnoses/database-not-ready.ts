import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import type { ResolveEvidence } from '../../src/core/evidence/index.ts';
import { quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';
import { lastAttempt, stateOf, troubles } from '../shared/services.ts';
import { findUnreachable } from '../shared/unreachable.ts';
import { applicationsOf } from '../shared/usage.ts';
import { waitRemedy } from '../shared/waiting.ts';

export default defineDiagnosis({
  id: 'database-not-ready',
  title: { en: 'The application did not wait for its database', es: 'La aplicación no esperó a su base de datos' },
  explains: ['stack-starts', 'starts-in-order'],
  about: {
    symptom: {
      en: 'The application ends at the first start with a refused connection, and works when it is started again.',
      es: 'La aplicación termina en el primer arranque con una conexión rechazada, y funciona al arrancarla otra vez.',
    },
    why: {
      en: '`depends_on` waits until the database was started, not until it takes connections. With an empty volume it first makes its files, which takes seconds.',
      es: '`depends_on` espera a que la base de datos se haya iniciado, no a que acepte conexiones. Con un volumen vacío primero crea sus archivos, y eso tarda segundos.',
    },
    mend: {
      en: 'A health check for the database and `condition: service_healthy`, or an application that tries again.',
      es: 'Un health check para la base de datos y `condition: service_healthy`, o una aplicación que reintente.',
    },
  },
  needs: ['resolve', 'start'],
  find({ resolve, start }) {
    const [first] = start.attempts;
    const last = lastAttempt(start);
    if (first === undefined || first === last) return null;
    const now = new Set(troubles(last, resolve).map(({ state }) => state.service));
    const died = troubles(first, resolve).filter(({ trouble }) => trouble === 'exited' || trouble === 'restarting');
    for (const { state } of died) {
      const { service } = state;
      const line = applicationsOf(resolve).includes(service) ? refusal(state.log, resolve) : null;
      const works = !now.has(service) && stateOf(last, service)?.status === 'running';
      if (line === null || !works || (service === resolve.app?.service && !last.ready)) continue;
      const database = resolve.database?.service ?? '';
      return {
        message: {
          en: `${service} ended because ${database} did not take connections yet. Started once more, when ${database} was ready, it works.`,
          es: `${service} terminó porque ${database} todavía no aceptaba conexiones. Al arrancar otra vez, con ${database} ya lista, funciona.`,
        },
        remedy: waitRemedy(service, resolve),
        where: factsOf(resolve, service)?.where,
        evidence: quote({ service, line }),
      };
    }
    return null;
  },
});

/** The line that says that the right host was asked too early; null when it says anything else. */
function refusal(log: string, resolve: ResolveEvidence): string | null {
  const early = log
    .split('\n')
    .find((line) => /the database system is starting up|not yet accepting connections/.test(line));
  if (early !== undefined) return early.trim();
  const tried = findUnreachable(log, resolve.database?.kind ?? null);
  const known = tried?.why === 'unknown-name' && tried.host === resolve.database?.service;
  return tried?.why === 'refused' || known ? (tried?.line ?? null) : null;
}
