import type { ResolveEvidence, StartEvidence, Where } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import type { Text } from '../../src/core/text.ts';
import { blocked, fail, type Proof, pass, type Verdict } from '../../src/core/verdict.ts';
import { applicationCause, type Cause, databaseCause, databaseDownCause } from '../shared/cause.ts';
import { badHost, type HostVariable, namedHost } from '../shared/hosts.ts';
import { place } from '../shared/place.ts';
import { passed } from '../shared/probes.ts';
import { listProof, logProof } from '../shared/proof.ts';
import { ladderProofs } from '../shared/rung-proofs.ts';
import { down } from '../shared/services.ts';
import type { Unreachable } from '../shared/unreachable.ts';
import { applicationsOf, connected, keepsElsewhere, markerThroughApplication } from '../shared/usage.ts';
import { wrongNameInLogs } from '../shared/wrong-name.ts';

export default defineGrader({
  id: 'services-found-by-name',
  group: 'compose',
  title: {
    en: 'The application finds its database by the service name',
    es: 'La aplicación encuentra su base de datos por el nombre del servicio',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At the connections between the containers while the application works, at the variables that name the host of the database, and at what the application writes when it cannot connect.',
      es: 'En las conexiones entre los contenedores mientras la aplicación trabaja, en las variables que nombran el host de la base de datos, y en lo que escribe la aplicación cuando no logra conectarse.',
    },
    why: {
      en: 'Inside a container `localhost` is the container itself. Compose gives each service a name that all others can use; addresses change, names stay.',
      es: 'Dentro de un contenedor, `localhost` es el propio contenedor. Compose le da a cada servicio un nombre que los demás pueden usar; las direcciones cambian, los nombres no.',
    },
    mend: {
      en: 'Use the name of the database service as its host, and the port inside the container (5432 for PostgreSQL), not the published one.',
      es: 'Usa el nombre del servicio de la base de datos como host, y el puerto de dentro del contenedor (5432 en PostgreSQL), no el publicado.',
    },
  },
  examples: {
    passes: `services:
  app:
    build: .
    environment:
      DB_HOST: db
  db:
    image: postgres:16
    env_file: .env`,
    fails: `services:
  app:
    build: .
    environment:
      DB_HOST: localhost
  db:
    image: postgres:16
    env_file: .env`,
  },
  needs: ['resolve', 'start', 'probe', 'persistence'],
  judge({ resolve, start, probe, persistence }) {
    const none = databaseCause(resolve);
    if (none) return blocked(none);
    const database = resolve.database?.service ?? '';
    const app = resolve.app?.service ?? '';
    const seen = connected(resolve, start, probe);
    const stores = markerThroughApplication(persistence) && !keepsElsewhere(persistence);
    const works = seen !== null || stores;
    const variable = badHost(resolve, applicationsOf(resolve));
    // An application that works proves a stray `localhost` (or an alias with a dot) harmless, but not an address: that one is right only until the next start.
    if (variable && !(works && ['itself', 'outside'].includes(variable.why))) return wrongVariable(variable, database);
    if (seen !== null) {
      const connection = listProof('inspect', { en: 'Connections', es: 'Conexiones' }, [`${seen} → ${database}`]);
      return finds(seen, database, [connection]);
    }
    if (stores) return finds(app, database, ladderProofs(persistence.ladder));
    const found = wrongNameInLogs(resolve, start);
    if (found) return wrongName(found, resolve, database);
    // An idle pool closes its connections, so the name in the settings of an application that runs counts too.
    const named = namedHost(resolve, applicationsOf(resolve));
    if (named && isUp(start, resolve, named.service)) return finds(named.service, database, [variableProof(named)]);
    const cause = applicationCause(resolve, start, probe) ?? databaseDownCause(start);
    if (cause) return blocked(cause);
    if (keepsElsewhere(persistence)) return blocked(notUsed);
    return blocked(passed(probe) < probe.probes.length ? failing : unseen);
  },
});

/** However it is known, the sentence is the same: the same submission must read the same each time. */
function finds(app: string, database: string, evidence: Proof[]): Verdict {
  return pass({
    message: {
      en: `${app} finds its database under the service name ${database}.`,
      es: `${app} encuentra su base de datos por el nombre del servicio ${database}.`,
    },
    evidence,
  });
}

function isUp(start: StartEvidence, resolve: ResolveEvidence, service: string): boolean {
  const databaseRuns = start.database?.running === true;
  return databaseRuns && !down(start, resolve).has(service);
}

function variableProof({ service, name, host, where }: HostVariable): Proof {
  return listProof('file', { en: 'Variable', es: 'Variable' }, [`${place(where)}  ${service}: ${name} → ${host}`]);
}

const expected = (database: string) => ({
  en: `The host of the database is \`${database}\`, the name of its service.`,
  es: `El host de la base de datos es \`${database}\`, el nombre de su servicio.`,
});

const remedy = (database: string, place: string) => ({
  en: `Write \`${database}\` instead${place && ` of the host in ${place}`}: Compose makes every service reachable under its name.`,
  es: `Escribe \`${database}\` en su lugar${place && `, en ${place}`}: Compose hace que cada servicio se alcance por su nombre.`,
});

const elsewhere = (database: string) => ({
  en: `from inside its container that is not ${database}.`,
  es: `desde dentro de su contenedor eso no es ${database}.`,
});

const changing = {
  en: 'addresses are handed out anew at each start, and a fixed one (`ipv4_address`) holds in one network on one computer only.',
  es: 'las direcciones se reparten de nuevo en cada arranque, y una fija (`ipv4_address`) solo vale en una red de una computadora.',
};

const outside = {
  en: 'that host is not in the stack, where the database runs as a service beside the application.',
  es: 'ese host no está en el stack, donde la base de datos se ejecuta como un servicio junto a la aplicación.',
};

const REASONS: Partial<Record<HostVariable['why'], Text>> = { address: changing, outside };

function wrongVariable(variable: HostVariable, database: string): Verdict {
  const { service, name, host, where } = variable;
  const reason = REASONS[variable.why] ?? elsewhere(database);
  return fail({
    message: {
      en: `In ${service} the variable ${name} names \`${host}\` as host of the database; ${reason.en}`,
      es: `En ${service}, la variable ${name} nombra \`${host}\` como host de la base de datos; ${reason.es}`,
    },
    expected: expected(database),
    actual: { en: `${name} names \`${host}\`.`, es: `${name} nombra \`${host}\`.` },
    remedy: remedy(database, name),
    where,
    evidence: [variableProof(variable)],
  });
}

function wrongName(found: Unreachable, resolve: ResolveEvidence, database: string): Verdict {
  const where: Where | undefined = resolve.services.find((service) => service.name === resolve.app?.service)?.where;
  const itself = found.why === 'itself';
  return fail({
    message: itself
      ? {
          en: `The application looks for its database at \`${found.host}\`, which inside a container is the container itself.`,
          es: `La aplicación busca su base de datos en \`${found.host}\`, que dentro de un contenedor es el propio contenedor.`,
        }
      : {
          en: `The application looks for its database at \`${found.host}\`, but no service of the stack has that name.`,
          es: `La aplicación busca su base de datos en \`${found.host}\`, pero ningún servicio de Compose se llama así.`,
        },
    expected: expected(database),
    actual: { en: `It tries \`${found.host}\`.`, es: `Prueba con \`${found.host}\`.` },
    remedy: remedy(database, ''),
    where,
    evidence: logProof({ en: 'What the application writes', es: 'Lo que escribe la aplicación' }, found.line),
  });
}

const notUsed: Cause = {
  by: 'app-uses-database',
  message: {
    en: 'Not looked at: the application does not use the database.',
    es: 'No se miró: la aplicación no usa la base de datos.',
  },
};

const failing: Cause = {
  by: 'endpoints-work',
  message: {
    en: 'Not looked at: no request made the application connect to the database.',
    es: 'No se miró: ninguna petición hizo que la aplicación se conectara a la base de datos.',
  },
};

const unseen: Cause = {
  by: 'probe',
  message: {
    en: 'Could not be told: no connection to the database was seen, and no request of the assignment needs one.',
    es: 'No se pudo saber: no se vio ninguna conexión con la base de datos, y ninguna petición de la consigna la necesita.',
  },
};
