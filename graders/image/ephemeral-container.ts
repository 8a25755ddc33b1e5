import type { ReplaceDrill } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, type Proof, pass } from '../../src/core/verdict.ts';
import { groundCause, notMade } from '../shared/drills.ts';
import { httpProof } from '../shared/proof.ts';
import { keepsElsewhere } from '../shared/usage.ts';

export default defineGrader({
  id: 'ephemeral-container',
  group: 'image',
  title: {
    en: 'The application container can be replaced at any moment',
    es: 'El contenedor de la aplicación se puede reemplazar en cualquier momento',
  },
  lesson: '004',
  about: {
    looks: {
      en: 'At the application after its container was removed and made anew while the database went on: it answers as before, and what was stored before is still there.',
      es: 'En la aplicación después de borrar su contenedor y crearlo de nuevo mientras la base de datos seguía: responde como antes, y lo que se había guardado sigue ahí.',
    },
    why: {
      en: 'Every update and every move to another machine makes a new container from the image. What an application wrote into the old one, or was set up in it by hand, is gone with it.',
      es: 'Cada actualización y cada mudanza a otra máquina crean un contenedor nuevo a partir de la imagen. Lo que la aplicación escribió en el viejo, o lo que se configuró en él a mano, desaparece con él.',
    },
    mend: {
      en: 'Keep data in the database, uploaded files in a volume, and everything that the application needs in the image or in its environment.',
      es: 'Guarda los datos en la base de datos, los archivos subidos en un volumen, y todo lo que la aplicación necesita en la imagen o en su entorno.',
    },
  },
  examples: {
    passes: `$ docker compose rm --stop --force app && docker compose up -d
$ curl localhost:3000/users/1
{"id":1,"name":"Ada"}`,
    fails: `$ docker compose rm --stop --force app && docker compose up -d
$ curl localhost:3000/users/1
{"error":"no such user"}`,
  },
  drills: ['replace'],
  needs: ['resolve', 'start', 'probe', 'persistence', 'drills'],
  judge({ resolve, start, probe, persistence, drills }) {
    const cause = groundCause({ resolve, start, probe });
    if (cause) return blocked(cause);
    const { replace } = drills;
    if (replace === null) return blocked(notMade('replace', drills));
    const names = replace.services.join(', ');
    const where = resolve.services.find(({ name }) => replace.services.includes(name))?.where;
    const evidence = answers(replace, names);
    const expected = {
      en: 'A new container does the same as the old one.',
      es: 'Un contenedor nuevo hace lo mismo que el viejo.',
    };
    if (!replace.ready) {
      return fail({
        message: {
          en: `After its container was removed and made anew, ${names} did not come up again.`,
          es: `Después de borrar su contenedor y crearlo de nuevo, ${names} no volvió a arrancar.`,
        },
        expected,
        actual: { en: 'No good answer from the new container.', es: 'Ninguna respuesta buena del contenedor nuevo.' },
        remedy: {
          en: `Try it yourself: \`docker compose rm --stop --force ${replace.services.join(' ')}\`, then \`docker compose up\`. What is missing then was only in the old container: put it into the image, a volume or the environment.`,
          es: `Pruébalo: \`docker compose rm --stop --force ${replace.services.join(' ')}\` y luego \`docker compose up\`. Lo que entonces falta estaba solo en el contenedor viejo: llévalo a la imagen, a un volumen o al entorno.`,
        },
        where,
        evidence,
      });
    }
    const { rung } = replace;
    if (rung?.written && rung.found === false) {
      // What never was in the database says nothing of its tables.
      const kept = rung.client === 'found' && !keepsElsewhere(persistence);
      return fail({
        message: kept
          ? {
              en: `The new container of ${names} no longer shows what is still in the database: its start drops or re-creates the tables.`,
              es: `El contenedor nuevo de ${names} ya no muestra lo que sigue en la base de datos: su arranque borra o vuelve a crear las tablas.`,
            }
          : {
              en: `What was stored before is gone with the old container of ${names}.`,
              es: `Lo que se había guardado desapareció con el contenedor viejo de ${names}.`,
            },
        expected,
        actual: {
          en: 'The marker that was written before was not found.',
          es: 'No se encontró la marca escrita antes.',
        },
        remedy: kept
          ? {
              en: 'Take what drops the tables out of the start (`dropSchema`, `sync({ force: true })`, `DROP TABLE`); `CREATE TABLE IF NOT EXISTS` is fine.',
              es: 'Quita del arranque lo que borra las tablas (`dropSchema`, `sync({ force: true })`, `DROP TABLE`); `CREATE TABLE IF NOT EXISTS` está bien.',
            }
          : {
              en: 'Store it in the database instead of in a variable or a file of the container; files that must stay belong in a volume.',
              es: 'Guárdalo en la base de datos y no en una variable o un archivo del contenedor; los archivos que deben quedar van en un volumen.',
            },
        where,
        evidence,
      });
    }
    return pass({
      message: {
        en: `The container of ${names} was replaced, and all is as before.`,
        es: `El contenedor de ${names} se reemplazó, y todo está como antes.`,
      },
      evidence,
    });
  },
});

function answers({ before, after, rung }: ReplaceDrill, names: string): Proof[] {
  const title = { en: 'Before and with the new container', es: 'Antes y con el contenedor nuevo' };
  const asked = [before, after].filter((answer) => answer !== null).map((answer) => httpProof(title, names, answer));
  if (!rung?.answer) return asked.length > 0 ? asked : [httpProof(title, names, null)];
  return [...asked, httpProof({ en: 'Looking for the marker', es: 'Al buscar la marca' }, names, rung.answer)];
}
