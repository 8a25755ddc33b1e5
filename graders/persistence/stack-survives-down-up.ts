import { defineGrader } from '../../src/core/grader.ts';
import { survives } from '../shared/survival.ts';

export default defineGrader({
  id: 'stack-survives-down-up',
  group: 'persistence',
  title: {
    en: 'Data survives "down" and "up" of the whole stack',
    es: 'Los datos sobreviven a «down» y «up» de todos los servicios',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'A marker is written, all containers and networks are removed (`docker compose down`) and made anew (`up`), and the marker is looked for. Volumes stay, as they do with `down`.',
      es: 'Se escribe una marca, se eliminan todos los contenedores y redes (`docker compose down`), se crean de nuevo (`up`) y se busca la marca. Los volúmenes se quedan, como ocurre con `down`.',
    },
    why: {
      en: 'This is what you do every evening and every morning. The data of yesterday has to be there.',
      es: 'Es lo que haces cada noche y cada mañana. Los datos de ayer tienen que seguir ahí.',
    },
    mend: {
      en: 'Mount a named volume on the directory that the database writes to. Mind that `down -v` deletes it.',
      es: 'Monta un volumen con nombre en el directorio donde escribe la base de datos. Recuerda que `down -v` lo borra.',
    },
  },
  examples: {
    passes: `$ docker compose down
$ docker compose up -d
$ curl localhost:3000/users
[{"id":1,"email":"ana@example.com"}]`,
    fails: `$ docker compose down
$ docker compose up -d
$ curl localhost:3000/users
[]`,
  },
  needs: ['resolve', 'start', 'persistence'],
  judge(seen) {
    return survives(seen, seen.persistence.ladder.downUp, {
      after: { en: '`down` and `up` of the whole stack', es: '`down` y `up` de todos los servicios' },
      renewed: true,
    });
  },
});
