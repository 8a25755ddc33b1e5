import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { factsOf } from '../shared/lines.ts';
import { deafness } from '../shared/listening.ts';
import { symptomOf } from '../shared/symptom.ts';

export default defineDiagnosis({
  id: 'listens-on-loopback',
  title: {
    en: 'The application listens inside its container only',
    es: 'La aplicación escucha solo dentro de su contenedor',
  },
  explains: ['app-responds'],
  about: {
    symptom: {
      en: 'The log says "listening on http://localhost:3000", and from outside the port refuses or resets.',
      es: 'El log dice «listening on http://localhost:3000», y desde fuera el puerto rechaza o corta la conexión.',
    },
    why: {
      en: '127.0.0.1 is reachable from inside the same container only. A published port leads to the other address of the container.',
      es: 'A 127.0.0.1 solo se llega desde dentro del mismo contenedor. Un puerto publicado lleva a la otra dirección del contenedor.',
    },
    mend: {
      en: 'Listen on `0.0.0.0`: `app.listen(3000)`, `flask run --host=0.0.0.0`, `vite --host`.',
      es: 'Escucha en `0.0.0.0`: `app.listen(3000)`, `flask run --host=0.0.0.0`, `vite --host`.',
    },
  },
  needs: ['resolve', 'start', 'probe'],
  find(evidence) {
    const symptom = symptomOf(evidence);
    const found = symptom && deafness(symptom);
    if (!symptom || found?.kind !== 'loopback') return null;
    const { app } = symptom;
    const { address, port } = found;
    return {
      message: {
        en: `${app} listens on ${address}:${port}, which only the container itself can reach.`,
        es: `${app} escucha en ${address}:${port}, adonde solo llega el propio contenedor.`,
      },
      remedy: {
        en: `Let it listen on every address: host \`0.0.0.0\` instead of \`${address}\` or \`localhost\`, for instance \`app.listen(${port}, '0.0.0.0')\`.`,
        es: `Haz que escuche en todas las direcciones: host \`0.0.0.0\` en vez de \`${address}\` o \`localhost\`, por ejemplo \`app.listen(${port}, '0.0.0.0')\`.`,
      },
      where: factsOf(evidence.resolve, app)?.where,
    };
  },
});
