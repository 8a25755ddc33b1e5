import { defineGrader } from '../../src/core/grader.ts';
import { survives } from '../shared/survival.ts';

export default defineGrader({
  id: 'database-survives-restart',
  group: 'persistence',
  title: {
    en: 'Data survives a restart of the database',
    es: 'Los datos sobreviven a un reinicio de la base de datos',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'A marker is written, the container of the database is stopped and started, and the marker is looked for.',
      es: 'Se escribe una marca, se detiene y se vuelve a iniciar el contenedor de la base de datos, y se busca la marca.',
    },
    why: {
      en: 'A restart keeps the container, so this is the least that can be asked. It fails where data is kept in memory, or where something deletes it at start.',
      es: 'Un reinicio conserva el contenedor, así que es lo mínimo que se puede pedir. Falla cuando los datos están en memoria, o cuando algo los borra al arrancar.',
    },
    mend: {
      en: 'Take out `tmpfs` on the data directory and anything that drops tables at start.',
      es: 'Quita `tmpfs` del directorio de datos y todo lo que borre tablas al arrancar.',
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
    tmpfs:
      - /var/lib/postgresql/data`,
  },
  needs: ['resolve', 'start', 'persistence'],
  judge(seen) {
    const database = seen.resolve.database?.service ?? '';
    return survives(seen, seen.persistence.ladder.restart, {
      after: {
        en: `the container of ${database} was stopped and started`,
        es: `detener y volver a iniciar el contenedor de ${database}`,
      },
      renewed: false,
    });
  },
});
