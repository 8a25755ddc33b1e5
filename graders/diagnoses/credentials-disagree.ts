import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import type { Evidence, ServiceFacts } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { existedBefore } from '../shared/existed-before.ts';
import { applications, hear, quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'credentials-disagree',
  title: {
    en: 'Application and database do not agree on user or password',
    es: 'La aplicación y la base de datos no coinciden en usuario o contraseña',
  },
  explains: ['stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: '`password authentication failed for user "…"`, `Access denied for user …`, `Authentication failed`',
      es: '`password authentication failed for user "…"`, `Access denied for user …`, `Authentication failed`',
    },
    why: {
      en: 'The database makes its user from its variables, once, when its volume is empty. Afterwards it keeps that user and that password, whatever the Compose file says.',
      es: 'La base de datos crea su usuario a partir de sus variables, una sola vez, cuando su volumen está vacío. Después conserva ese usuario y esa contraseña, diga lo que diga el archivo de Compose.',
    },
    mend: {
      en: 'Use the same variables in both services. After a change of the password start with a fresh volume: `docker compose down -v`.',
      es: 'Usa las mismas variables en los dos servicios. Si cambias la contraseña, arranca con un volumen nuevo: `docker compose down -v`.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const { resolve } = evidence;
    const database = factsOf(resolve, resolve.database?.service ?? '');
    const heard = database && hear(applications(evidence), ...SIGNS);
    if (!heard) return null;
    const { service, found } = heard;
    const user = found[1] || null;
    return {
      ...reason(evidence, database, service, user),
      where: userVariable(database)?.where ?? database.where,
      evidence: quote(heard),
    };
  },
});

const SIGNS = [
  /password authentication failed for user "([^"]+)"/,
  /role "([^"]+)" does not exist/,
  /Access denied for user '([^']*)'@/,
  /(?:MongoServerError|OperationFailure|AuthenticationFailed).*Authentication failed|requires authentication/,
  /NOAUTH Authentication required|WRONGPASS/,
];
const USER_NAMES = /^(POSTGRES_USER|MYSQL_USER|MARIADB_USER|MONGO_INITDB_ROOT_USERNAME)$/;

function userVariable(database: ServiceFacts) {
  return database.environment.find(({ name }) => USER_NAMES.test(name));
}

function reason(
  evidence: Evidence,
  database: ServiceFacts,
  service: string,
  user: string | null,
): { message: Text; remedy: Text } {
  const variable = userVariable(database);
  const made = variable?.value ?? (database.database === 'postgres' ? 'postgres' : null);
  const { name } = database;
  if (existedBefore(evidence)) {
    return {
      message: {
        en: `${name} refuses ${service}: its files were there before the first start, so it keeps the user and the password of that time.`,
        es: `${name} rechaza a ${service}: sus archivos ya estaban antes del primer arranque, así que conserva el usuario y la contraseña de entonces.`,
      },
      remedy: {
        en: `Take the files of the database out of the repository, and use a named volume. On your computer: \`docker compose down -v\`.`,
        es: `Quita del repositorio los archivos de la base de datos, y usa un volumen con nombre. En tu computadora: \`docker compose down -v\`.`,
      },
    };
  }
  if (user !== null && made !== null && user !== made && user !== 'root') {
    return {
      message: {
        en: `${service} comes as user \`${user}\`, but ${name} was made with the user \`${made}\`.`,
        es: `${service} entra como el usuario \`${user}\`, pero ${name} se creó con el usuario \`${made}\`.`,
      },
      remedy: {
        en: `Let both name the same user: \`${made}\` in ${service}, or \`${variable?.name ?? 'POSTGRES_USER'}: ${user}\` in ${name}.`,
        es: `Haz que los dos nombren el mismo usuario: \`${made}\` en ${service}, o \`${variable?.name ?? 'POSTGRES_USER'}: ${user}\` en ${name}.`,
      },
    };
  }
  const as = user ? { en: ` as \`${user}\``, es: ` como \`${user}\`` } : { en: '', es: '' };
  return {
    message: {
      en: `${service} comes to ${name}${as.en} with a password that ${name} was not made with, or with none.`,
      es: `${service} entra en ${name}${as.es} con una contraseña que no es la de ${name}, o sin ninguna.`,
    },
    remedy: {
      en: `Give both services the password from one and the same variable (one \`env_file\` for both is the simplest). The volume is fresh here, so no older password is the cause.`,
      es: `Dale a los dos servicios la contraseña de una misma variable (lo más simple: un mismo \`env_file\` para los dos). Aquí el volumen es nuevo, así que la causa no es una contraseña anterior.`,
    },
  };
}
