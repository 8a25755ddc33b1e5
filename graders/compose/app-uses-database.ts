import type {
  CompleteEvidence,
  PersistenceEvidence,
  ProbeEvidence,
  ResolveEvidence,
  StartEvidence,
} from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import type { Text } from '../../src/core/text.ts';
import { blocked, fail, type Proof, pass, type Verdict } from '../../src/core/verdict.ts';
import { applicationCause, databaseCause, databaseDownCause } from '../shared/cause.ts';
import { passed } from '../shared/probes.ts';
import { httpProof, listProof, logProof, serviceLog } from '../shared/proof.ts';
import { toldProof } from '../shared/told-proof.ts';
import { connected, missedDatabase } from '../shared/usage.ts';

export default defineGrader({
  id: 'app-uses-database',
  group: 'compose',
  title: {
    en: 'The application really uses its database',
    es: 'La aplicación realmente usa su base de datos',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At the same requests once more while the database is stopped: those that need it must stop working. Where the assignment names no such request, an open connection to the database counts.',
      es: 'En las mismas peticiones otra vez, mientras la base de datos está detenida: las que la necesitan deben dejar de funcionar. Si la consigna no nombra ninguna, cuenta una conexión abierta a la base de datos.',
    },
    why: {
      en: 'An application that answers just as well without its database keeps its data elsewhere, mostly in its own memory: with the container, the data is gone.',
      es: 'Una aplicación que responde igual de bien sin su base de datos guarda los datos en otro lugar, casi siempre en su propia memoria: si desaparece el contenedor, desaparecen los datos.',
    },
    mend: {
      en: 'Replace the array or object in which the application keeps its data by queries to the database.',
      es: 'Reemplaza el arreglo u objeto donde la aplicación guarda sus datos por consultas a la base de datos.',
    },
  },
  examples: {
    passes: `app.get('/users', async (request, response) => {
  const { rows } = await pool.query('SELECT * FROM users');
  response.json(rows);
});`,
    fails: `const users = [];
app.get('/users', (request, response) => {
  response.json(users);
});`,
  },
  needs: ['resolve', 'start', 'probe', 'persistence'],
  judge({ resolve, start, probe, persistence }) {
    const cause = databaseCause(resolve) ?? databaseDownCause(start) ?? applicationCause(resolve, start, probe);
    if (cause) return blocked(cause);
    const app = resolve.app?.service ?? '';
    const database = resolve.database?.service ?? '';
    const evidence = away(persistence.away);
    switch (persistence.away?.degraded) {
      case true:
        return pass({
          message: {
            en: `With ${database} stopped, requests to ${app} that need it stop working, as they should.`,
            es: `Con ${database} detenido, las peticiones a ${app} que lo necesitan dejan de funcionar, como debe ser.`,
          },
          evidence,
        });
      case false:
        return fail({
          message: {
            en: `With ${database} stopped, ${app} answers as if nothing had happened: its data is not in ${database}.`,
            es: `Con ${database} detenido, ${app} responde como si nada: sus datos no están en ${database}.`,
          },
          expected: {
            en: 'Requests for stored data fail while the database is away.',
            es: 'Las peticiones de datos guardados fallan mientras no está la base de datos.',
          },
          actual: { en: 'They work just as before.', es: 'Funcionan igual que antes.' },
          remedy: {
            en: `Let ${app} write to and read from ${database} in every request, instead of from a variable, a file or fixed values.`,
            es: `Haz que ${app} escriba y lea en ${database} en cada petición, en vez de usar una variable, un archivo o valores fijos.`,
          },
          where: resolve.services.find((service) => service.name === app)?.where,
          evidence,
        });
      default:
        return undecided({ resolve, start, probe, persistence }, evidence);
    }
  },
});

type Seen = Pick<CompleteEvidence, 'resolve' | 'start' | 'probe' | 'persistence'>;

/** The drill told nothing. A connection that was seen, or what the application said when its database went away, still tells something. */
function undecided({ resolve, start, probe, persistence }: Seen, evidence: Proof[]): Verdict {
  const app = connected(resolve, start, probe);
  const database = resolve.database?.service ?? '';
  if (app !== null) {
    return pass({
      message: {
        en: `${app} holds a connection to ${database}.`,
        es: `${app} mantiene una conexión con ${database}.`,
      },
      evidence: [listProof('inspect', { en: 'Connections', es: 'Conexiones' }, [`${app} → ${database}`]), ...evidence],
    });
  }
  const missed = missedDatabase(resolve, persistence);
  if (missed !== undefined) return pass(noticed(resolve, persistence, missed, evidence));
  if (passed(probe) < probe.probes.length) {
    return blocked({
      by: 'endpoints-work',
      message: {
        en: 'Not looked at: the requests that need the database do not work with it either.',
        es: 'No se miró: las peticiones que necesitan la base de datos tampoco funcionan con ella.',
      },
      evidence,
    });
  }
  if (probe.probes.length === 0) return untold(database, start, probe, evidence);
  return blocked({
    by: 'probe',
    message: {
      en: 'Could not be told: no request is known that needs the database, and no connection to it was seen.',
      es: 'No se pudo saber: no se conoce ninguna petición que necesite la base de datos, ni se vio una conexión con ella.',
    },
    evidence,
  });
}

function noticed(
  { app, database }: ResolveEvidence,
  { recovery }: PersistenceEvidence,
  line: string | null,
  evidence: Proof[],
) {
  const [name, gone] = [app?.service ?? '', database?.service ?? ''];
  const title = {
    en: `What ${name} wrote when ${gone} was away`,
    es: `Lo que escribió ${name} cuando faltaba ${gone}`,
  };
  const proofs = line === null ? serviceLog(name, recovery?.log ?? '') : logProof(title, line);
  const message =
    line === null
      ? {
          en: `${name} ended when ${gone} was stopped: it works with it.`,
          es: `${name} terminó al detenerse ${gone}: trabaja con ella.`,
        }
      : {
          en: `${name} noticed that ${gone} was stopped: it works with it.`,
          es: `${name} notó que ${gone} se había detenido: trabaja con ella.`,
        };
  return { message, evidence: [...proofs, ...evidence] };
}

/** The assignment asks for nothing by which it could be told, and that is no fault of the submission. */
function untold(database: string, start: StartEvidence, probe: ProbeEvidence, evidence: Proof[]): Verdict {
  const visible = start.connections !== null || probe.connections !== null;
  return pass({
    message: {
      en: `From outside it could not be told whether the application uses ${database}, because the assignment has no probes. It costs no points.`,
      es: `Desde fuera no se pudo saber si la aplicación usa ${database}, porque la consigna no tiene peticiones de prueba. No resta puntos.`,
    },
    evidence: [
      toldProof('inspect', { en: 'What was looked at', es: 'Qué se miró' }, (lang) => [
        (visible ? NO_CONNECTION : UNSEEN)[lang],
        SILENT[lang],
      ]),
      ...evidence,
    ],
  });
}

const NO_CONNECTION: Text = {
  en: 'connections after the start and at the request: none to the database',
  es: 'conexiones tras el arranque y en la petición: ninguna con la base de datos',
};
const UNSEEN: Text = { en: 'connections: cannot be seen from here', es: 'conexiones: desde aquí no se pueden ver' };
const SILENT: Text = {
  en: 'output with the database stopped: nothing about the database',
  es: 'salida con la base de datos detenida: nada sobre la base de datos',
};

function away(seen: PersistenceEvidence['away']): Proof[] {
  if (seen === null) return [];
  const asked = { read: seen.read, write: seen.write, ready: seen.ready };
  return Object.entries(asked).flatMap(([name, answer]) =>
    answer === null
      ? []
      : [httpProof({ en: 'With the database stopped', es: 'Con la base de datos detenida' }, name, answer)],
  );
}
