import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { databases, hear, quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'database-files-of-another-version',
  title: {
    en: 'The files of the database are of another version',
    es: 'Los archivos de la base de datos son de otra versión',
  },
  explains: ['stack-starts'],
  about: {
    symptom: {
      en: '`FATAL: database files are incompatible with server`',
      es: '`FATAL: database files are incompatible with server`',
    },
    why: {
      en: 'A new major version of PostgreSQL does not read the files of an older one. They come from a folder of the repository, or from a volume of the time before the change of the tag.',
      es: 'Una nueva versión mayor de PostgreSQL no lee los archivos de una anterior. Vienen de una carpeta del repositorio, o de un volumen anterior al cambio de etiqueta.',
    },
    mend: {
      en: 'Go back to the old tag, or begin with an empty volume; keep data over a change with `pg_dump`.',
      es: 'Vuelve a la etiqueta anterior, o empieza con un volumen vacío; para conservar los datos usa `pg_dump`.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(databases(evidence), /database files are incompatible with server/);
    if (!heard) return null;
    const { service } = heard;
    const facts = factsOf(evidence.resolve, service);
    const versions = hear(databases(evidence), /initialized by PostgreSQL version (\d+).*this version (\d+)/)?.found;
    const [, old, now] = versions ?? [];
    return {
      message:
        old && now
          ? {
              en: `${service} is PostgreSQL ${now}, but the files on its mount were made by PostgreSQL ${old}.`,
              es: `${service} es PostgreSQL ${now}, pero los archivos de su montaje los creó PostgreSQL ${old}.`,
            }
          : {
              en: `The files on the mount of ${service} were made by another version of PostgreSQL.`,
              es: `Los archivos del montaje de ${service} los creó otra versión de PostgreSQL.`,
            },
      remedy: {
        en: `Write \`image: postgres:${old ?? '…'}\`, or take the files of the database out of the repository and let a named volume hold them.`,
        es: `Escribe \`image: postgres:${old ?? '…'}\`, o quita del repositorio los archivos de la base de datos y deja que los guarde un volumen con nombre.`,
      },
      where: facts?.image?.where ?? facts?.where,
      evidence: quote(heard),
    };
  },
});
