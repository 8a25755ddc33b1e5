import type { ResolveEvidence, Where } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import type { Text } from '../../src/core/text.ts';
import { blocked, fail, pass } from '../../src/core/verdict.ts';
import { composeCause } from '../shared/cause.ts';
import { place } from '../shared/place.ts';
import { listProof } from '../shared/proof.ts';

export default defineGrader({
  id: 'compose-up-to-date',
  group: 'compose',
  title: {
    en: 'The Compose file is written for the Compose of today',
    es: 'El archivo de Compose está escrito para el Compose actual',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'For three things that old tutorials still show: `version:` at the top, `links:` and a fixed `container_name:`.',
      es: 'Si hay tres cosas que los tutoriales viejos aún muestran: `version:` al principio, `links:` y un `container_name:` fijo.',
    },
    why: {
      en: 'Compose v2 ignores `version` and warns about it. Services of one file find each other by name, so `links` add nothing. Two containers cannot have the same name on one machine: with a fixed one a second copy of your stack does not start, and neither does `--scale`.',
      es: 'Compose v2 ignora `version` y muestra una advertencia. Los servicios de un mismo archivo se encuentran por su nombre, así que `links` no aporta nada. En una máquina no puede haber dos contenedores con el mismo nombre: con un nombre fijo no arranca una segunda copia de tu stack, ni funciona `--scale`.',
    },
    mend: {
      en: 'Delete these lines; nothing takes their place.',
      es: 'Borra esas líneas; no hace falta nada en su lugar.',
    },
  },
  examples: {
    passes: `services:
  app:
    build: .`,
    fails: `version: "3.8"
services:
  app:
    build: .
    container_name: my-app
    links:
      - db`,
  },
  needs: ['resolve'],
  judge({ resolve }) {
    const cause = composeCause(resolve);
    if (cause) return blocked(cause);
    const old = obsolete(resolve);
    const [first] = old;
    if (first === undefined) {
      return pass({
        message: {
          en: 'No obsolete `version`, no `links`, no fixed container name.',
          es: 'Sin `version` obsoleta, sin `links` y sin nombres de contenedor fijos.',
        },
      });
    }
    const kinds = [...new Map(old.map((one) => [one.why, one])).values()];
    const say = (lang: 'en' | 'es') => kinds.map(({ why }) => why[lang]).join(' ');
    const places = old.map(({ text, where }) => `${place(where)}  ${text}`);
    const where = old.map((one) => place(one.where)).join(', ');
    return fail({
      message: { en: say('en'), es: say('es') },
      expected: {
        en: 'Neither `version`, nor `links`, nor `container_name`.',
        es: 'Ni `version`, ni `links`, ni `container_name`.',
      },
      actual: {
        en: old.length === 1 ? `One obsolete entry: ${where}.` : `${old.length} obsolete entries: ${where}.`,
        es: old.length === 1 ? `Una línea de más: ${where}.` : `${old.length} líneas de más: ${where}.`,
      },
      remedy: {
        en: `Delete \`${first.text}\`${old.length > 1 ? ' and the other places that are listed below' : ''}. Reach a service by its own name (${resolve.services.map(({ name }) => `\`${name}\``).join(', ')}), and a container with \`docker compose exec SERVICE\`.`,
        es: `Borra \`${first.text}\`${old.length > 1 ? ' y los demás lugares que se listan abajo' : ''}. A un servicio se llega por su propio nombre (${resolve.services.map(({ name }) => `\`${name}\``).join(', ')}), y a un contenedor con \`docker compose exec SERVICIO\`.`,
      },
      where: first.where,
      evidence: [listProof('file', { en: 'Lines to delete', es: 'Líneas que se pueden borrar' }, places)],
    });
  },
});

const VERSION: Text = {
  en: '`version` is ignored by Compose v2, which warns about it.',
  es: 'Compose v2 ignora `version` y muestra una advertencia.',
};
const NAME: Text = {
  en: 'A fixed `container_name` collides with every other stack of that name on the same machine.',
  es: 'Un `container_name` fijo choca con cualquier otro stack que use ese nombre en la misma máquina.',
};
const LINKS: Text = {
  en: '`links` are not needed: services find each other by name.',
  es: '`links` no hace falta: los servicios se encuentran por su nombre.',
};

/** Everything that is out of date, in the order in which it is explained. */
function obsolete({ compose, services }: ResolveEvidence): { text: string; where: Where; why: Text }[] {
  return [
    ...(compose.version ? [{ text: 'version', where: compose.version, why: VERSION }] : []),
    ...services.flatMap(({ containerName: fixed }) =>
      fixed ? [{ text: `container_name: ${fixed.name}`, where: fixed.where, why: NAME }] : [],
    ),
    ...services.flatMap(({ links = [] }) =>
      links.map(({ text, where }) => ({ text: `links: ${text}`, where, why: LINKS })),
    ),
  ];
}
