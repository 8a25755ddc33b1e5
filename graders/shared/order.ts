import type {
  ColdStart,
  CompleteEvidence,
  ResolveEvidence,
  ServiceState,
  StartEvidence,
  Where,
} from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { type Proof, pass, type Verdict } from '../../src/core/verdict.ts';
import { lastAttempt, stateOf, troubles } from './services.ts';
import { withSnippet } from './snippet.ts';
import { toldProof } from './told-proof.ts';
import { applicationsOf } from './usage.ts';
import { checkLines, waitRemedy } from './waiting.ts';

type Application = ColdStart['applications'][number];

/** The application that died at the first start, although it works when it is started once more. */
export function deadAtFirst(resolve: ResolveEvidence, start: StartEvidence): ServiceState | null {
  const [first] = start.attempts;
  const last = lastAttempt(start);
  if (first === undefined || first === last) return null;
  const names = applicationsOf(resolve);
  const now = troubles(last, resolve).map(({ state }) => state.service);
  const dead = troubles(first, resolve).find(
    ({ state, trouble }) =>
      (trouble === 'exited' || trouble === 'restarting') &&
      names.includes(state.service) &&
      !now.includes(state.service),
  );
  return dead?.state ?? null;
}

/** The first that died in the cold start, those first that stayed down. A helper that did its work did not die. */
export function deadInTheCold(
  { applications }: ColdStart,
  { resolve, start }: Pick<CompleteEvidence, 'resolve' | 'start'>,
): { state: Application; broughtBack: boolean } | null {
  const isHelper = ({ service, exitCode }: Application) =>
    exitCode === 0 && service !== resolve.app?.service && stateOf(lastAttempt(start), service)?.oneShot === true;
  // What cannot stay up with a database that is ready is another line's matter.
  const ailing = troubles(lastAttempt(start), resolve).map(({ state }) => state.service);
  const dead = applications
    .filter(
      (one) => one.meanwhile === 'ended' || one.meanwhile === 'restarted' || one.restarts > 0 || one.exitCode !== null,
    )
    .filter((one) => !isHelper(one) && !ailing.includes(one.service))
    .map((state) => ({ state, broughtBack: state.restarts > 0 }))
    .sort((a, b) => Number(a.broughtBack) - Number(b.broughtBack));
  return dead[0] ?? null;
}

/** What the Compose file lacks so that this service waits for the database, and the lines to write. */
export function reasonOf(
  service: string,
  resolve: ResolveEvidence,
): { why: Text; remedy: Text; where: Where | undefined } {
  const { applications, database, services } = resolve;
  const facts = services.find(({ name }) => name === service);
  const guarded = services.find(({ name }) => name === database?.service);
  if (applications.length > 0 && !applications.includes(service)) {
    return { ...inFrontOf(service, applications), where: facts?.where };
  }
  const remedy = waitRemedy(service, resolve);
  const condition = facts?.dependsOn.find((one) => one.service === database?.service)?.condition;
  const name = database?.service ?? '';
  if (condition === 'service_healthy' && database) {
    return { ...lyingCheck(service, database, resolve), where: guarded?.healthcheck?.where ?? guarded?.where };
  }
  const check = guarded?.healthcheck
    ? { en: '', es: '' }
    : { en: ` (and ${name} has no health check)`, es: ` (y ${name} no tiene health check)` };
  const why =
    condition === undefined
      ? {
          en: `Nothing tells Compose that ${service} needs ${name}${check.en}, and ${service} itself does not try again.`,
          es: `Nada le dice a Compose que ${service} necesita ${name}${check.es}, y ${service} tampoco reintenta por su cuenta.`,
        }
      : {
          en: `Its \`depends_on\` has no \`condition: service_healthy\`${check.en}: Compose waits for the container of ${name} only, and ${service} itself does not try again.`,
          es: `Su \`depends_on\` no tiene \`condition: service_healthy\`${check.es}: Compose solo espera al contenedor de ${name}, y ${service} tampoco reintenta por su cuenta.`,
        };
  return { why, remedy, where: facts?.where };
}

/** A proxy, or a helper from an image: it needs the applications, and they need the database. */
function inFrontOf(service: string, applications: readonly string[]): { why: Text; remedy: Text } {
  const names = applications.join(', ');
  return {
    why: {
      en: `${service} starts before what it works with is there.`,
      es: `${service} arranca antes de que esté aquello con lo que trabaja.`,
    },
    remedy: withSnippet(
      {
        en: `Its last lines, below, say what it missed. A proxy in front of ${names} starts after it:`,
        es: `Sus últimas líneas, abajo, dicen qué le faltó. Un proxy delante de ${names} arranca después:`,
      },
      ['services:', `  ${service}:`, '    depends_on:', ...applications.map((name) => `      - ${name}`)],
    ),
  };
}

function lyingCheck(
  service: string,
  database: NonNullable<ResolveEvidence['database']>,
  resolve: ResolveEvidence,
): { why: Text; remedy: Text } {
  return {
    why: {
      en: `${service} waits for the health check of ${database.service}, but that one succeeds before the database takes connections.`,
      es: `${service} espera al health check de ${database.service}, pero este tiene éxito antes de que la base de datos acepte conexiones.`,
    },
    remedy: withSnippet(
      {
        en: `Let the health check ask the database itself, and let ${service} try again instead of ending:`,
        es: `Haz que el health check pregunte a la propia base de datos, y que ${service} reintente en vez de terminar:`,
      },
      ['services:', ...checkLines(database, resolve)],
    ),
  };
}

/** The good end: who waited, and who tried again. */
export function lookedWell(cold: ColdStart, resolve: ResolveEvidence): Verdict {
  const app = resolve.app?.service ?? '';
  const database = resolve.database?.service ?? '';
  const waited = cold.applications.find(({ service }) => service === app)?.meanwhile === 'waited';
  return pass({
    message: waited
      ? {
          en: `${app} was started only when ${database} was ready, and answers.`,
          es: `${app} se inició solo cuando ${database} estuvo lista, y responde.`,
        }
      : {
          en: `${app} went on running while ${database} was not ready, and answers once it is.`,
          es: `${app} siguió en marcha mientras ${database} no estaba lista, y responde cuando lo está.`,
        },
    evidence: [meanwhileProof(cold)],
  });
}

/** What each application did while the database was held back. */
export function meanwhileProof({ applications }: ColdStart): Proof {
  const title = { en: 'While the database was not ready', es: 'Mientras la base de datos no estaba lista' };
  return toldProof('inspect', title, (lang) =>
    applications.map(({ service, meanwhile, exitCode }) => {
      const code = exitCode === null ? '' : ` (${exitCode})`;
      return `${service}: ${WORDS[meanwhile][lang]}${code}`;
    }),
  );
}

const WORDS: Record<Application['meanwhile'], Text> = {
  waited: { en: 'not started yet', es: 'aún sin iniciar' },
  running: { en: 'running', es: 'en marcha' },
  restarted: { en: 'crashed and restarted', es: 'se cayó y se reinició' },
  ended: { en: 'ended', es: 'terminó' },
};
