import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { builds, quote } from '../shared/heard.ts';
import { failedLine } from '../shared/lines.ts';
import { findUnreachable } from '../shared/unreachable.ts';

export default defineDiagnosis({
  id: 'database-during-build',
  title: {
    en: 'The build wants to talk to the database',
    es: 'La construcción quiere hablar con la base de datos',
  },
  explains: ['image-builds'],
  about: {
    symptom: {
      en: 'A `RUN` (a migration, most often) stops because it cannot reach the database.',
      es: 'Un `RUN` (casi siempre una migración) se detiene porque no llega a la base de datos.',
    },
    why: {
      en: 'While an image is built no service of the Compose file runs, and their names mean nothing there.',
      es: 'Mientras se construye una imagen no corre ningún servicio del archivo de Compose, y ahí sus nombres no significan nada.',
    },
    mend: {
      en: 'Build without the database; run migrations when the container starts, or in a service of their own.',
      es: 'Construye sin la base de datos; ejecuta las migraciones al arrancar el contenedor, o en un servicio aparte.',
    },
  },
  needs: ['resolve', 'build'],
  find(evidence) {
    const { resolve } = evidence;
    for (const { service, text } of builds(evidence)) {
      const tried = findUnreachable(text, resolve.database?.kind ?? null);
      const named = tried?.why === 'unknown-name' && !resolve.services.some(({ name }) => name === tried.host);
      if (!tried || named) continue;
      return {
        message: {
          en: `The build of ${service} tries to reach a database at \`${tried.host}\`, but no service runs while an image is built.`,
          es: `La construcción de ${service} intenta llegar a una base de datos en \`${tried.host}\`, pero ningún servicio corre mientras se construye una imagen.`,
        },
        remedy: {
          en: 'Take that command out of `RUN` and let the container do it when it starts, before the application (with the names of your files):\n\nCMD ["sh", "-c", "npx prisma migrate deploy && exec node server.js"]',
          es: 'Quita ese comando de `RUN` y haz que el contenedor lo ejecute al arrancar, antes de la aplicación (con los nombres de tus archivos):\n\nCMD ["sh", "-c", "npx prisma migrate deploy && exec node server.js"]',
        },
        where: failedLine(evidence.build, service),
        evidence: quote({ service, building: true, line: tried.line }),
      };
    }
    return null;
  },
});
