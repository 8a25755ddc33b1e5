import type { MountFacts, ServiceFacts } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import type { Text } from '../../src/core/text.ts';
import { blocked, fail, partial, pass } from '../../src/core/verdict.ts';
import { databaseCause } from '../shared/cause.ts';
import { place, shownPath } from '../shared/place.ts';
import { listProof } from '../shared/proof.ts';
import { DATA_MOUNT, mountText } from '../shared/rung-proofs.ts';
import { storageText } from '../shared/storage-text.ts';
import { volumeRemedy } from '../shared/survival.ts';
import { toldProof } from '../shared/told-proof.ts';
import { rightPath, storageOf } from '../shared/volume.ts';

export default defineGrader({
  id: 'database-volume-declared',
  group: 'persistence',
  title: {
    en: 'A named volume holds the data of the database',
    es: 'Un volumen con nombre guarda los datos de la base de datos',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At the directory that the running database writes to, and at what is mounted there. A folder of your computer (bind mount) earns half.',
      es: 'En el directorio donde escribe la base de datos en marcha, y en lo que está montado ahí. Una carpeta de tu computadora (bind mount) suma la mitad.',
    },
    why: {
      en: 'A container is made to be thrown away. What has to outlive it belongs in a volume, and a volume without a name, or on another path, is not found again by the next container.',
      es: 'Un contenedor está hecho para desecharse. Lo que deba sobrevivirle va en un volumen; y el contenedor siguiente no encuentra un volumen sin nombre o montado en otra ruta.',
    },
    mend: {
      en: 'Mount a named volume on the data directory (`db-data:/var/lib/postgresql/data` for PostgreSQL up to 17) and declare it under `volumes:` at the end of the file.',
      es: 'Monta un volumen con nombre en el directorio de datos (`db-data:/var/lib/postgresql/data` en PostgreSQL hasta la 17) y decláralo en `volumes:` al final del archivo.',
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
      - /var/lib/postgresql/data`,
  },
  needs: ['resolve', 'start'],
  judge({ resolve, start }) {
    const none = databaseCause(resolve);
    if (none) return blocked(none);
    const database = resolve.database?.service ?? '';
    const storage = storageOf(resolve, start);
    const message = storageText(storage, database);
    const mounts = resolve.services.find((service) => service.name === database)?.mounts ?? [];
    const evidence = [
      toldProof('inspect', { en: 'What the engine mounted', es: 'Lo que montó Docker' }, (lang) => [
        `${{ en: 'data directory', es: 'directorio de datos' }[lang]}: ${storage.directory ?? '?'}`,
        `${DATA_MOUNT[lang]}: ${mountText(start.database?.dataMount ?? null)[lang]}`,
      ]),
      ...(mounts.length === 0
        ? []
        : [
            listProof(
              'file',
              { en: 'What the Compose file says', es: 'Lo que dice el archivo de Compose' },
              mounts.map((mount) => `${place(mount.where)}  ${sourceOf(mount)}:${mount.target}`),
            ),
          ]),
    ];
    if (storage.kind === 'named') return pass({ message, where: storage.where, evidence });
    const lost = {
      message,
      expected: {
        en: `A named volume on ${rightPath(storage)}.`,
        es: `Un volumen con nombre en ${rightPath(storage)}.`,
      },
      actual: heldBy(start.database?.dataMount ?? null),
      remedy: volumeRemedy(storage, database),
      where: storage.where,
      evidence,
    };
    if (storage.kind !== 'bind') return fail(lost);
    return partial({
      ...lost,
      share: 0.5,
      actual: {
        en: 'A bind mount: the data lives, but it depends on a folder and its permissions on one computer.',
        es: 'Un bind mount: los datos sobreviven, pero dependen de una carpeta y sus permisos en una computadora.',
      },
    });
  },
});

function sourceOf({ type, source }: ServiceFacts['mounts'][number]): string {
  if (source === null) return `(${type})`;
  return type === 'bind' ? shownPath(source) : source;
}

function heldBy(mount: MountFacts | null): Text {
  if (mount === null) {
    return { en: 'Nothing is mounted there.', es: 'Ahí no hay nada montado.' };
  }
  if (mount.type === 'tmpfs') return { en: 'Memory is mounted there.', es: 'Ahí está montada la memoria.' };
  return { en: 'An anonymous volume is mounted there.', es: 'Ahí está montado un volumen anónimo.' };
}
