import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, pass } from '../../src/core/verdict.ts';
import { composeCause, databaseDownCause } from '../shared/cause.ts';
import { databaseName, databaseSnippet } from '../shared/database.ts';
import { family } from '../shared/processes.ts';
import { programKind } from '../shared/programs.ts';
import { listProof } from '../shared/proof.ts';
import { lastAttempt } from '../shared/services.ts';
import { withSnippet } from '../shared/snippet.ts';

export default defineGrader({
  id: 'database-is-a-service',
  group: 'compose',
  title: {
    en: 'The database is a service of its own',
    es: 'La base de datos es un servicio propio',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'For a service of the Compose file that uses the image of a database, and whether it runs.',
      es: 'Busca un servicio del archivo de Compose que use la imagen de una base de datos, y mira si se ejecuta.',
    },
    why: {
      en: 'In a container of its own the database can be replaced, saved and watched apart from your application, and nobody has to install it.',
      es: 'En un contenedor propio, la base de datos se puede reemplazar, respaldar y vigilar aparte de tu aplicación, y nadie tiene que instalarla.',
    },
    mend: {
      en: 'Add a service with `image: postgres:16` (or your database) beside the application.',
      es: 'Añade junto a la aplicación un servicio con `image: postgres:16` (o tu base de datos).',
    },
  },
  examples: {
    passes: `services:
  app:
    build: .
  db:
    image: postgres:16
    env_file: .env`,
    fails: `services:
  app:
    build: .
    environment:
      DB_HOST: host.docker.internal`,
  },
  onlyIfAsked: true,
  needs: ['resolve', 'start'],
  judge({ resolve, start }) {
    const { database } = resolve;
    const cause = composeCause(resolve) ?? (database && databaseDownCause(start));
    if (cause) return blocked(cause);
    const images = listProof(
      'file',
      { en: 'Services and their images', es: 'Servicios y sus imágenes' },
      resolve.services.map((service) => `${service.name}: ${service.image?.reference ?? 'build'}`),
    );
    if (database) {
      const name = databaseName(database.kind);
      return pass({
        message: {
          en: `${name ?? 'The database'} runs in the service ${database.service}.`,
          es: `${name ?? 'La base de datos'} se ejecuta en el servicio ${database.service}.`,
        },
        evidence: [images],
      });
    }
    const inside = lastAttempt(start)
      .services.flatMap((state) => family(state.processes).map((process) => ({ state, process })))
      .find(({ process }) => programKind(process.command)?.kind === 'database');
    const program = inside && programKind(inside.process.command);
    const service = resolve.services.find((one) => one.name === (inside?.state.service ?? resolve.app?.service));
    return fail({
      message: inside
        ? {
            en: `${program?.name} runs inside the container of ${inside.state.service}, not in a service of its own.`,
            es: `${program?.name} se ejecuta dentro del contenedor de ${inside.state.service}, no en un servicio propio.`,
          }
        : {
            en: 'No service of the Compose file is a database.',
            es: 'Ningún servicio del archivo de Compose es una base de datos.',
          },
      expected: {
        en: 'A service with the image of a database.',
        es: 'Un servicio con la imagen de una base de datos.',
      },
      actual: {
        en: `The services are: ${resolve.services.map((one) => one.name).join(', ') || 'none'}.`,
        es: `Los servicios son: ${resolve.services.map((one) => one.name).join(', ') || 'ninguno'}.`,
      },
      remedy: withSnippet(
        {
          en: 'Add a database beside your application, and let the application use the host name `db`:',
          es: 'Añade una base de datos junto a tu aplicación, y haz que la aplicación use el nombre de host `db`:',
        },
        databaseSnippet(program?.database ?? 'postgres'),
      ),
      where: service?.where,
      evidence: [images],
    });
  },
});
