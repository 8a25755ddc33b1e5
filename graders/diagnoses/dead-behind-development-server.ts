import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { commandLine } from '../shared/lines.ts';
import { deafness } from '../shared/listening.ts';
import { serviceLog } from '../shared/proof.ts';
import { symptomOf } from '../shared/symptom.ts';

export default defineDiagnosis({
  id: 'dead-behind-development-server',
  title: {
    en: 'The application died, and its development server hides that',
    es: 'La aplicación murió, y su servidor de desarrollo lo oculta',
  },
  explains: ['app-responds'],
  about: {
    symptom: {
      en: 'The container is "running", nothing in it listens, and `nodemon` or `npm run dev` waits for a change: "app crashed - waiting for file changes".',
      es: 'El contenedor está «running», nada en él escucha, y `nodemon` o `npm run dev` espera un cambio: «app crashed - waiting for file changes».',
    },
    why: {
      en: 'A development server stays when the application dies, so that it can start it again after the next edit. In a container nobody edits, and Docker sees no death, so no restart policy helps.',
      es: 'Un servidor de desarrollo se queda cuando la aplicación muere, para arrancarla tras el próximo cambio. En un contenedor nadie edita, y Docker no ve la muerte, así que ninguna política de reinicio ayuda.',
    },
    mend: {
      en: 'Start the application itself: `CMD ["node", "server.js"]`.',
      es: 'Inicia la aplicación directamente: `CMD ["node", "server.js"]`.',
    },
  },
  needs: ['resolve', 'start', 'probe'],
  find(evidence) {
    const symptom = symptomOf(evidence);
    if (!symptom?.watched || deafness(symptom)?.kind !== 'nothing') return null;
    const { app, port, log } = symptom;
    return {
      message: {
        en: `A development server keeps the container of ${app} up, but the application behind it is dead: nothing listens.`,
        es: `Un servidor de desarrollo mantiene vivo el contenedor de ${app}, pero la aplicación detrás está muerta: nada escucha.`,
      },
      remedy: {
        en: `Start the application itself, and let it listen on port ${port} (with the name of your file):\n\nCMD ["node", "server.js"]`,
        es: `Inicia la aplicación directamente, y haz que escuche en el puerto ${port} (con el nombre de tu archivo):\n\nCMD ["node", "server.js"]`,
      },
      where: commandLine(evidence.resolve, app),
      evidence: serviceLog(app, log.split('\n').slice(-6).join('\n')),
    };
  },
});
