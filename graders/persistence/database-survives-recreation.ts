import { defineGrader } from '../../src/core/grader.ts';
import { survives } from '../shared/survival.ts';

export default defineGrader({
  id: 'database-survives-recreation',
  group: 'persistence',
  title: {
    en: 'Data survives a new database container',
    es: 'Los datos sobreviven a un contenedor nuevo de la base de datos',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'A marker is written, the container of the database is removed and made anew (`docker compose rm -sf`, then `up`), and the marker is looked for.',
      es: 'Se escribe una marca, se elimina el contenedor de la base de datos y se crea otro (`docker compose rm -sf` y luego `up`), y se busca la marca.',
    },
    why: {
      en: 'Each new version of an image means a new container. Only what lies in a named volume is found by it.',
      es: 'Cada versión nueva de una imagen implica un contenedor nuevo. Ese contenedor solo encuentra lo que está en un volumen con nombre.',
    },
    mend: {
      en: 'Mount a named volume on the directory that the database writes to.',
      es: 'Monta un volumen con nombre en el directorio donde escribe la base de datos.',
    },
  },
  examples: {
    passes: `services:
  db:
    image: postgres:16
    volumes:
      - db-data:/var/lib/postgresql/data
volumes:
  db-data:`,
    fails: `services:
  db:
    image: postgres:16
    volumes:
      - db-data:/var/lib/postgres
volumes:
  db-data:`,
  },
  needs: ['resolve', 'start', 'persistence'],
  judge(seen) {
    const database = seen.resolve.database?.service ?? '';
    return survives(seen, seen.persistence.ladder.recreate, {
      after: {
        en: `the container of ${database} was removed and made anew`,
        es: `eliminar el contenedor de ${database} y crear otro`,
      },
      renewed: true,
    });
  },
});
