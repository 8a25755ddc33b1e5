import type { Rung } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { blocked, fail, pass, type Verdict } from '../../src/core/verdict.ts';
import type { Cause } from './cause.ts';
import { foundThrough, rungCause, type Seen } from './rung.ts';
import { rungProofs } from './rung-proofs.ts';
import { volumeSnippet, withSnippet } from './snippet.ts';
import { storageText } from './storage-text.ts';
import { keepsElsewhere } from './usage.ts';
import { rightPath, type Storage, storageOf, volumeName } from './volume.ts';

/** What was done to the stack, as the end of a sentence ("after …"). */
export interface Deed {
  after: Text;
  /** A new container was made, so that only what lies in a volume can still be there. */
  renewed: boolean;
}

/** Judges one rung that the data is to outlive. It speaks of the data alone: an application that is gone blocks at most. */
export function survives(seen: Seen, rung: Rung | null, deed: Deed): Verdict {
  const cause = rungCause(seen, rung);
  if (cause || rung === null) return blocked(cause ?? { by: 'persistence', message: deed.after });
  const through = foundThrough(rung);
  if (rung.found && rung.decidedBy === 'application' && keepsElsewhere(seen.persistence)) return blocked(notInDatabase);
  if (rung.found) {
    return pass({
      message: {
        en: `The marker was found again ${through.en} after ${deed.after.en}.`,
        es: `La marca se volvió a encontrar ${through.es} después de ${deed.after.es}.`,
      },
      evidence: rungProofs(rung),
    });
  }
  const loss = explain(seen, rung, deed);
  return fail({
    message: {
      en: `The marker is gone after ${deed.after.en}. ${loss.why.en}`,
      es: `La marca desapareció después de ${deed.after.es}. ${loss.why.es}`,
    },
    expected: {
      en: `What was stored before is there after ${deed.after.en}.`,
      es: `Lo que se guardó antes sigue ahí después de ${deed.after.es}.`,
    },
    actual: { en: `It was not found (${through.en}).`, es: `No se encontró (${through.es}).` },
    remedy: loss.remedy,
    where: loss.where,
    evidence: rungProofs(rung),
  });
}

/** What an application has that answers the same without its database says nothing of the database's data. */
const notInDatabase: Cause = {
  by: 'app-uses-database',
  message: {
    en: 'Not looked at: what the application stores is not in the database.',
    es: 'No se miró: lo que la aplicación guarda no está en la base de datos.',
  },
};

interface Loss {
  why: Text;
  remedy: Text;
  where: Storage['where'];
}

function explain(seen: Seen, rung: Rung, deed: Deed): Loss {
  const { resolve, start, persistence } = seen;
  const app = resolve.services.find((service) => service.name === resolve.app?.service);
  const name = app?.name ?? 'app';
  if (rung.application === 'lost' && keepsElsewhere(persistence)) return { ...inMemory(name), where: app?.where };
  if (rung.application === 'lost' && rung.client === 'found') return { ...dropsSchema(name), where: app?.where };

  const database = resolve.database?.service ?? 'db';
  const storage = storageOf(resolve, start);
  if (storage.kind === 'named' || storage.kind === 'bind' || (!deed.renewed && storage.kind !== 'tmpfs')) {
    return { ...emptied(database, rightPath(storage)), where: storage.where };
  }
  return {
    why: storageText(storage, database),
    remedy: volumeRemedy(storage, database),
    where: storage.where,
  };
}

/** The lines that put the data into a named volume, in the names that are there. */
export function volumeRemedy(storage: Storage, database: string): Text {
  return withSnippet(
    {
      en: `Mount a named volume where ${database} writes its data:`,
      es: `Monta un volumen con nombre donde ${database} escribe sus datos:`,
    },
    volumeSnippet(database, volumeName(storage, database), rightPath(storage)),
  );
}

function inMemory(app: string): Omit<Loss, 'where'> {
  return {
    why: {
      en: `${app} keeps the data itself, in its memory or in its container, not in the database.`,
      es: `${app} guarda los datos por su cuenta, en su memoria o en su contenedor, no en la base de datos.`,
    },
    remedy: {
      en: `Let ${app} store its data in the database: what it holds in variables ends with its process.`,
      es: `Haz que ${app} guarde sus datos en la base de datos: lo que tiene en variables termina con su proceso.`,
    },
  };
}

/** The diagnosis schema-dropped-at-start says how it comes to that. */
function dropsSchema(app: string): Omit<Loss, 'where'> {
  return {
    why: {
      en: `The rows are still in the database's files; ${app} does not show them any more.`,
      es: `Las filas siguen en los archivos de la base de datos; ${app} ya no las muestra.`,
    },
    remedy: {
      en: `Look at what ${app} does with its tables when it starts.`,
      es: `Mira qué hace ${app} con sus tablas al arrancar.`,
    },
  };
}

function emptied(database: string, directory: string): Omit<Loss, 'where'> {
  return {
    why: {
      en: `The storage of ${database} is the same as before, so something empties it at start.`,
      es: `El almacenamiento de ${database} es el mismo que antes, así que algo lo vacía al arrancar.`,
    },
    remedy: {
      en: `Look for what deletes at start: a \`command\` or \`entrypoint\` of ${database} that clears ${directory}, an init script, or a \`DROP\` in the application.`,
      es: `Busca qué borra al arrancar: un \`command\` o \`entrypoint\` de ${database} que vacía ${directory}, un script de inicio o un \`DROP\` en la aplicación.`,
    },
  };
}
