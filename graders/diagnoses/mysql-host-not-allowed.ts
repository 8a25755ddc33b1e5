import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { applications, hear, quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'mysql-host-not-allowed',
  title: {
    en: 'MySQL lets this user in from its own container only',
    es: 'MySQL solo deja entrar a ese usuario desde su propio contenedor',
  },
  explains: ['stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: "`Host '172.20.0.3' is not allowed to connect to this MySQL server`",
      es: "`Host '172.20.0.3' is not allowed to connect to this MySQL server`",
    },
    why: {
      en: 'In MySQL a user is a name and a place to come from. `root@localhost` may not come from another container.',
      es: 'En MySQL un usuario es un nombre y un lugar desde el que entra. `root@localhost` no puede entrar desde otro contenedor.',
    },
    mend: {
      en: 'Let the image make a user for the application: `MYSQL_USER` and `MYSQL_PASSWORD`. That one may come from anywhere.',
      es: 'Haz que la imagen cree un usuario para la aplicación: `MYSQL_USER` y `MYSQL_PASSWORD`. Ese puede entrar desde cualquier lugar.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const { resolve } = evidence;
    const heard = hear(
      applications(evidence),
      /Host '?[^']+'? is not allowed to connect to this (?:MySQL|MariaDB) server/,
    );
    if (!heard) return null;
    const database = factsOf(resolve, resolve.database?.service ?? '');
    const rootHost = database?.environment.find(({ name }) => /^(MYSQL|MARIADB)_ROOT_HOST$/.test(name));
    return {
      message: {
        en: `${database?.name ?? 'The database'} does not let ${heard.service} in: the user that it comes as may connect from inside the database's container only.`,
        es: `${database?.name ?? 'La base de datos'} no deja entrar a ${heard.service}: el usuario con que llega solo puede conectarse desde el contenedor de la base de datos.`,
      },
      remedy: rootHost
        ? {
            en: `Take ${rootHost.name} out, and start with a fresh volume (\`docker compose down -v\`).`,
            es: `Quita ${rootHost.name}, y arranca con un volumen nuevo (\`docker compose down -v\`).`,
          }
        : {
            en: 'Set `MYSQL_USER`, `MYSQL_PASSWORD` and `MYSQL_DATABASE` for the database, use them in the application instead of root, and start with a fresh volume (`docker compose down -v`).',
            es: 'Define `MYSQL_USER`, `MYSQL_PASSWORD` y `MYSQL_DATABASE` en la base de datos, úsalas en la aplicación en vez de root, y arranca con un volumen nuevo (`docker compose down -v`).',
          },
      where: rootHost?.where ?? database?.where,
      evidence: quote(heard),
    };
  },
});
