import type { Rung } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, pass, type Verdict } from '../../src/core/verdict.ts';
import { applicationCause, type Cause } from '../shared/cause.ts';
import { rungCause, type Seen } from '../shared/rung.ts';
import { rungProofs } from '../shared/rung-proofs.ts';
import { troubles } from '../shared/services.ts';
import { keepsElsewhere } from '../shared/usage.ts';
import { storageOf } from '../shared/volume.ts';

export default defineGrader({
  id: 'fresh-volume-is-empty',
  group: 'persistence',
  title: {
    en: 'With fresh volumes the stack starts from nothing',
    es: 'Con volúmenes nuevos, todo arranca desde cero',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'A marker is written, everything is removed with its volumes (`docker compose down -v`) and made anew: the marker must be gone, and the stack must work.',
      es: 'Se escribe una marca, se elimina todo con sus volúmenes (`docker compose down -v`) y se crea de nuevo: la marca no debe estar, y todo debe funcionar.',
    },
    why: {
      en: 'This is the counter-check: it shows that the data really lay in the volume, and that someone who starts your stack for the first time gets a working one.',
      es: 'Es la contraprueba: muestra que los datos estaban de verdad en el volumen, y que a quien arranca tu proyecto por primera vez le funciona.',
    },
    mend: {
      en: 'Keep data in volumes only, and let the application or an init script create the tables when they are not there.',
      es: 'Guarda los datos solo en volúmenes, y haz que la aplicación o un script de inicio cree las tablas cuando no existan.',
    },
  },
  examples: {
    passes: `$ docker compose down -v
$ docker compose up -d
$ curl localhost:3000/users
[]`,
    fails: `$ docker compose down -v
$ docker compose up -d
$ curl localhost:3000/users
relation "users" does not exist`,
  },
  needs: ['resolve', 'start', 'persistence'],
  judge(seen) {
    const rung = seen.persistence.ladder.fresh;
    const cause = rungCause(seen, rung) ?? (rung && otherCause(seen, rung));
    if (cause || rung === null) return blocked(cause ?? bind);
    if (rung.found) return stillThere(seen, rung);
    if (!rung.startedAgain && !worksWhenStartedAgain(seen, rung)) return doesNotWork(seen, rung);
    return pass({
      message: {
        en: 'With fresh volumes the marker is gone and the stack works.',
        es: 'Con volúmenes nuevos, la marca ya no está y todo funciona.',
      },
      evidence: rungProofs(rung),
    });
  },
});

/** What this check would only repeat: a folder that no `down -v` empties, a first start that fails, an application that fails anyway. */
function otherCause({ resolve, start }: Seen, rung: Rung): Cause | null {
  if (rung.found) return storageOf(resolve, start).kind === 'bind' ? bind : null;
  if (rung.startedAgain) return null;
  const dies = diesAtFirst({ resolve, start }) && rung.application !== 'lost';
  return applicationCause(resolve, start) ?? (dies ? firstStart : null);
}

/** What dies whenever its database is slow has paid for that already; when it was started once more it answered, without the marker. */
function worksWhenStartedAgain(seen: Seen, rung: Rung): boolean {
  return diesAtFirst(seen) && rung.application === 'lost';
}

function diesAtFirst({ resolve, start }: Pick<Seen, 'resolve' | 'start'>): boolean {
  const first = start.attempts[0];
  return first !== undefined && troubles(first, resolve).length > 0;
}

const expected = {
  en: 'Without its volumes the stack is empty, and works.',
  es: 'Sin sus volúmenes, todo está vacío y funciona.',
};

function stillThere({ resolve, persistence }: Seen, rung: Rung): Verdict {
  const app = resolve.services.find((service) => service.name === resolve.app?.service);
  const elsewhere = keepsElsewhere(persistence);
  return fail({
    message: {
      en: 'All volumes were removed, and the marker is still there: the data lies outside of them.',
      es: 'Se eliminaron todos los volúmenes y la marca sigue ahí: los datos están fuera de ellos.',
    },
    expected,
    actual: {
      en: 'The marker was found in the fresh stack.',
      es: 'La marca se encontró en los servicios recién creados.',
    },
    remedy: elsewhere
      ? {
          en: `Let ${app?.name} store its data in the database.`,
          es: `Haz que ${app?.name} guarde sus datos en la base de datos.`,
        }
      : {
          en: 'Look for what carries data past the volumes: a mounted folder of the repository, or answers that are fixed in the code.',
          es: 'Busca qué lleva datos por fuera de los volúmenes: una carpeta montada del repositorio, o respuestas fijas en el código.',
        },
    where: app?.where,
    evidence: rungProofs(rung),
  });
}

function doesNotWork({ resolve }: Seen, rung: Rung): Verdict {
  const app = resolve.services.find((service) => service.name === resolve.app?.service);
  return fail({
    message: {
      en: 'With fresh volumes the stack does not come up again.',
      es: 'Con volúmenes nuevos, los servicios no vuelven a funcionar.',
    },
    expected,
    actual: { en: 'The application does not answer well.', es: 'La aplicación no responde bien.' },
    remedy: {
      en: 'Try it with `docker compose down -v` and `docker compose up`. The tables must be created when they are not there: by the application at start, by a migration service, or by a script in `/docker-entrypoint-initdb.d`.',
      es: 'Pruébalo con `docker compose down -v` y `docker compose up`. Las tablas deben crearse cuando no existen: en el arranque de la aplicación, con un servicio de migraciones o con un script en `/docker-entrypoint-initdb.d`.',
    },
    where: app?.where,
    evidence: rungProofs(rung),
  });
}

const bind: Cause = {
  by: 'database-volume-declared',
  message: {
    en: 'Not looked at: the data lies in a folder of the repository, which no removal of volumes empties.',
    es: 'No se miró: los datos están en una carpeta del repositorio, que no se vacía al eliminar los volúmenes.',
  },
};

const firstStart: Cause = {
  by: 'stack-starts',
  message: {
    en: 'Not looked at: with fresh volumes the stack dies as it did at the first start.',
    es: 'No se miró: con volúmenes nuevos, los servicios mueren como en el primer arranque.',
  },
};
