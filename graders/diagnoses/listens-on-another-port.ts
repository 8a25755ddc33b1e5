import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { factsOf } from '../shared/lines.ts';
import { deafness } from '../shared/listening.ts';
import { withSnippet } from '../shared/snippet.ts';
import { symptomOf } from '../shared/symptom.ts';

export default defineDiagnosis({
  id: 'listens-on-another-port',
  title: { en: 'The application listens on another port', es: 'La aplicación escucha en otro puerto' },
  explains: ['app-responds'],
  about: {
    symptom: {
      en: 'The port of the Compose file refuses, and the log names another one.',
      es: 'El puerto del archivo de Compose rechaza la conexión, y el log nombra otro.',
    },
    why: {
      en: 'In `"8080:3000"` the right-hand number must be the port on which the program listens inside the container; the left-hand one is free to choose. `EXPOSE` changes nothing of that.',
      es: 'En `"8080:3000"` el número de la derecha debe ser el puerto en que escucha el programa dentro del contenedor; el de la izquierda se elige. `EXPOSE` no cambia nada de eso.',
    },
    mend: {
      en: 'Make the right-hand number the port of the program, or let the program listen on that one.',
      es: 'Pon a la derecha el puerto del programa, o haz que el programa escuche en ese.',
    },
  },
  needs: ['resolve', 'start', 'probe'],
  find(evidence) {
    const symptom = symptomOf(evidence);
    const found = symptom && deafness(symptom);
    if (!symptom || found?.kind !== 'port') return null;
    const { app, port, published } = symptom;
    const facts = factsOf(evidence.resolve, app);
    const real = found.others.join(', ');
    return {
      message: {
        en: `The Compose file names port ${port} for ${app}, but it listens on ${real}.`,
        es: `El archivo de Compose nombra el puerto ${port} para ${app}, pero escucha en ${real}.`,
      },
      remedy: withSnippet(
        {
          en: 'Make the right-hand number the port on which the application listens:',
          es: 'Pon a la derecha el puerto en que escucha la aplicación:',
        },
        ['services:', `  ${app}:`, '    ports:', `      - "${published ?? port}:${found.others[0]}"`],
      ),
      where: facts?.ports.find(({ target }) => target === port)?.where ?? facts?.where,
    };
  },
});
