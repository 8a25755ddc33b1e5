import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { applications, hear, quote } from '../shared/heard.ts';
import { lineOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'prisma-client-not-generated',
  title: {
    en: 'The Prisma client was not generated in the image',
    es: 'El cliente de Prisma no se generó en la imagen',
  },
  explains: ['stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: '`@prisma/client did not initialize yet`, `could not locate the Query Engine for runtime`.',
      es: '`@prisma/client did not initialize yet`, `could not locate the Query Engine for runtime`.',
    },
    why: {
      en: '`prisma generate` writes the client for one schema and one system into `node_modules`. In the image it was not run, or its result was made for another base image.',
      es: '`prisma generate` escribe en `node_modules` el cliente para un esquema y un sistema. En la imagen no se ejecutó, o su resultado es de otra imagen base.',
    },
    mend: {
      en: 'Copy the `prisma` folder and run `npx prisma generate` after the installation, in the image that runs.',
      es: 'Copia la carpeta `prisma` y ejecuta `npx prisma generate` después de instalar, en la imagen que se ejecuta.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(
      applications(evidence),
      /@prisma\/client did not initialize yet/,
      /could not locate the Query Engine for runtime "([^"]+)"/,
    );
    if (!heard) return null;
    const { service } = heard;
    return {
      message: {
        en: `${service} has no Prisma client that was generated for its image.`,
        es: `${service} no tiene un cliente de Prisma generado para su imagen.`,
      },
      remedy: {
        en: 'Put these lines below the installation of the packages (and before `USER`):\n\nCOPY prisma ./prisma\nRUN npx prisma generate',
        es: 'Pon estas líneas debajo de la instalación de los paquetes (y antes de `USER`):\n\nCOPY prisma ./prisma\nRUN npx prisma generate',
      },
      where: lineOf(evidence.resolve, service, /^RUN$/i, /\b(npm|yarn|pnpm)\b/),
      evidence: quote(heard),
    };
  },
});
