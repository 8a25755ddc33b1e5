import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import type { Evidence } from '../../src/core/evidence/index.ts';
import { applications, databases, hear, quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'table-does-not-exist',
  title: { en: 'The tables were never made', es: 'Las tablas nunca se crearon' },
  explains: ['stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: "`relation \"users\" does not exist`, `Table 'app.users' doesn't exist`",
      es: "`relation \"users\" does not exist`, `Table 'app.users' doesn't exist`",
    },
    why: {
      en: 'A fresh volume holds an empty database. On your computer the tables are there from earlier; here nobody made them: no migration and no init script ran, and `synchronize` is off.',
      es: 'Un volumen nuevo tiene una base de datos vacía. En tu computadora las tablas ya estaban; aquí nadie las creó: no corrió ninguna migración ni script de inicio, y `synchronize` está apagado.',
    },
    mend: {
      en: 'Make the tables at start (migration, `CREATE TABLE IF NOT EXISTS`), or by a script in `/docker-entrypoint-initdb.d`.',
      es: 'Crea las tablas al arrancar (migración, `CREATE TABLE IF NOT EXISTS`), o con un script en `/docker-entrypoint-initdb.d`.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const { resolve } = evidence;
    const heard =
      hear(applications(evidence), ...SIGNS) ??
      (answersWithError(evidence) ? hear(databases(evidence), ...SIGNS) : null);
    if (!heard) return null;
    const table = heard.found[1] ?? '';
    const database = resolve.database?.service ?? 'db';
    return {
      message: {
        en: `The table \`${table}\` is not in the database: in a fresh volume nobody made it.`,
        es: `La tabla \`${table}\` no está en la base de datos: en un volumen nuevo nadie la creó.`,
      },
      remedy: {
        en: `Run your migrations when the application starts, or give ${database} a script that makes the tables at its first start:\n\nservices:\n  ${database}:\n    volumes:\n      - ./init.sql:/docker-entrypoint-initdb.d/init.sql:ro`,
        es: `Ejecuta tus migraciones al arrancar la aplicación, o dale a ${database} un script que cree las tablas en su primer arranque:\n\nservices:\n  ${database}:\n    volumes:\n      - ./init.sql:/docker-entrypoint-initdb.d/init.sql:ro`,
      },
      where: factsOf(resolve, database)?.where,
      evidence: quote(heard),
    };
  },
});

const SIGNS = [
  /relation \\?"([^"\\]+)\\?" does not exist/,
  /Table '([^']+)' doesn't exist/,
  /no such table: (\w+)/,
  /table `([^`]+)` does not exist in the current database/,
];

/** The application keeps the cause to itself, but the database wrote it down. */
function answersWithError({ probe }: Evidence): boolean {
  return probe?.probes.some(({ answer }) => answer?.ok === true && answer.status >= 500) ?? false;
}
