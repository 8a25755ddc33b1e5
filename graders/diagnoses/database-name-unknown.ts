import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { applications, hear, quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'database-name-unknown',
  title: {
    en: 'There is no database of that name in the server',
    es: 'En el servidor no hay una base de datos con ese nombre',
  },
  explains: ['stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: '`database "shop" does not exist`, `Unknown database \'shop\'`',
      es: '`database "shop" does not exist`, `Unknown database \'shop\'`',
    },
    why: {
      en: 'The image makes one database at its first start, with the name of `POSTGRES_DB` or `MYSQL_DATABASE`. Any other name has to be made by somebody.',
      es: 'La imagen crea una base de datos en su primer arranque, con el nombre de `POSTGRES_DB` o `MYSQL_DATABASE`. Cualquier otra la tiene que crear alguien.',
    },
    mend: {
      en: 'Let both services name the same database.',
      es: 'Haz que los dos servicios nombren la misma base de datos.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const { resolve } = evidence;
    const database = factsOf(resolve, resolve.database?.service ?? '');
    const heard =
      database &&
      hear(
        applications(evidence),
        /database "([^"]+)" does not exist/,
        /Unknown database '([^']+)'/,
        /Database `?(\w+)`? does not exist/,
      );
    if (!heard) return null;
    const { service, found } = heard;
    const asked = found[1] ?? '';
    const variable = database.environment.find(({ name }) => NAMES.test(name));
    const wanted = database.database === 'postgres' ? 'POSTGRES_DB' : 'MYSQL_DATABASE';
    const made = variable
      ? { en: `the one that it made is \`${variable.value}\``, es: `la que creó es \`${variable.value}\`` }
      : { en: `\`${wanted}\` is not set`, es: `\`${wanted}\` no está puesta` };
    return {
      message: {
        en: `${service} asks ${database.name} for the database \`${asked}\`, which is not there; ${made.en}.`,
        es: `${service} le pide a ${database.name} la base de datos \`${asked}\`, que no existe; ${made.es}.`,
      },
      remedy: {
        en: `Set \`${variable?.name ?? wanted}: ${asked}\` in ${database.name}, and start with a fresh volume (\`docker compose down -v\`): it is read at the first start only.`,
        es: `Pon \`${variable?.name ?? wanted}: ${asked}\` en ${database.name}, y arranca con un volumen nuevo (\`docker compose down -v\`): solo se lee en el primer arranque.`,
      },
      where: variable?.where ?? database.where,
      evidence: quote(heard),
    };
  },
});

const NAMES = /^(POSTGRES_DB|MYSQL_DATABASE|MARIADB_DATABASE)$/;
