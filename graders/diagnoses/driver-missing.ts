import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { applications, hear, quote } from '../shared/heard.ts';
import { lineOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'driver-missing',
  title: { en: 'The driver of the database is not installed', es: 'El driver de la base de datos no está instalado' },
  explains: ['stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: '`Please install pg package manually` (Sequelize), `Postgres package has not been found installed` (TypeORM), `Error loading psycopg2` (Django).',
      es: '`Please install pg package manually` (Sequelize), `Postgres package has not been found installed` (TypeORM), `Error loading psycopg2` (Django).',
    },
    why: {
      en: 'An ORM speaks to many databases and brings the driver of none: it is a dependency of its own.',
      es: 'Un ORM habla con muchas bases de datos y no trae el driver de ninguna: es una dependencia aparte.',
    },
    mend: {
      en: 'Install the driver as a dependency and commit the package files.',
      es: 'Instala el driver como dependencia y sube los archivos de paquetes.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(
      applications(evidence),
      /package has not been found installed.*npm install ([\w@/-]+)/,
      /Please install ([\w@/-]+) package manually/,
      /Error loading (psycopg2|MySQLdb)/,
    );
    if (!heard) return null;
    const { service, found } = heard;
    const driver = found[1] ?? '';
    const python = { psycopg2: 'psycopg2-binary', MySQLdb: 'mysqlclient' }[driver];
    return {
      message: {
        en: `${service} has an ORM, but not the driver \`${driver}\` that it needs for its database.`,
        es: `${service} tiene un ORM, pero no el driver \`${driver}\` que necesita para su base de datos.`,
      },
      remedy: python
        ? { en: `Add \`${python}\` to \`requirements.txt\`.`, es: `Añade \`${python}\` a \`requirements.txt\`.` }
        : {
            en: `Run \`npm install ${driver}\` and commit \`package.json\` and \`package-lock.json\`.`,
            es: `Ejecuta \`npm install ${driver}\` y sube \`package.json\` y \`package-lock.json\`.`,
          },
      where: lineOf(evidence.resolve, service, /^RUN$/i, /\b(npm|yarn|pnpm|pip3?)\b/),
      evidence: quote(heard),
    };
  },
});
