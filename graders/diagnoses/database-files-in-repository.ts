import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { existedBefore } from '../shared/existed-before.ts';
import { hear, quote, started } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';
import { shownPath } from '../shared/place.ts';

export default defineDiagnosis({
  id: 'database-files-in-repository',
  title: {
    en: 'The files of the database are in the repository, so nothing was set up',
    es: 'Los archivos de la base de datos están en el repositorio, así que no se preparó nada',
  },
  explains: ['stack-starts', 'endpoints-work', 'database-volume-declared', 'fresh-volume-is-empty'],
  about: {
    symptom: {
      en: '`Database directory appears to contain a database; Skipping initialization` at the very first start.',
      es: '`Database directory appears to contain a database; Skipping initialization` en el primerísimo arranque.',
    },
    why: {
      en: 'User, password, database and init scripts are applied to an empty directory only. Here a folder of the repository with the files of an earlier run is mounted, so none of them had an effect.',
      es: 'Usuario, contraseña, base de datos y scripts de inicio se aplican solo a un directorio vacío. Aquí se monta una carpeta del repositorio con los archivos de una ejecución anterior, así que nada de eso tuvo efecto.',
    },
    mend: {
      en: 'Take the folder out of git and use a named volume.',
      es: 'Saca la carpeta de git y usa un volumen con nombre.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const database = evidence.start.database;
    if (database === null || !existedBefore(evidence)) return null;
    const { service, dataMount } = database;
    const facts = factsOf(evidence.resolve, service);
    const folder = shownPath(dataMount?.name ?? 'data');
    const heard = hear(started(evidence, [service]), /Skipping initialization/);
    return {
      message: {
        en: `\`${folder}\` in the repository holds the files of an earlier run of ${service}: its variables and init scripts were not applied.`,
        es: `\`${folder}\`, en el repositorio, tiene los archivos de una ejecución anterior de ${service}: sus variables y scripts de inicio no se aplicaron.`,
      },
      remedy: {
        en: `Run \`git rm -r --cached ${folder}\`, name the folder in \`.gitignore\`, and mount a named volume instead of it.`,
        es: `Ejecuta \`git rm -r --cached ${folder}\`, nombra la carpeta en \`.gitignore\`, y monta en su lugar un volumen con nombre.`,
      },
      where: facts?.mounts.find(({ type }) => type === 'bind')?.where ?? facts?.where,
      evidence: heard ? quote(heard) : [],
    };
  },
});
