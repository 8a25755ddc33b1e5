import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { hear, quote, started } from '../shared/heard.ts';
import { commandLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'address-in-use',
  title: {
    en: 'Two processes of one container want the same port',
    es: 'Dos procesos de un contenedor quieren el mismo puerto',
  },
  explains: ['stack-starts', 'app-responds'],
  about: {
    symptom: {
      en: '`EADDRINUSE: address already in use :::3000` in the log of a service',
      es: '`EADDRINUSE: address already in use :::3000` en el log de un servicio',
    },
    why: {
      en: 'A container has a network of its own, so no other service can be in the way: the program calls `listen` twice, or is started twice.',
      es: 'Un contenedor tiene su propia red, así que ningún otro servicio estorba: el programa llama dos veces a `listen`, o se inicia dos veces.',
    },
    mend: {
      en: 'Call `listen` in one place, and start one program in the container.',
      es: 'Llama a `listen` en un solo lugar, e inicia un solo programa en el contenedor.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(
      started(evidence),
      /EADDRINUSE: address already in use (?:\S*:)?(\d+)$/,
      /listen tcp \S*?:(\d+): bind: address already in use/,
      /(?:Errno 98\] |: )Address already in use/,
    );
    if (!heard) return null;
    const { service, found } = heard;
    const port = found[1] ? { en: `port ${found[1]}`, es: `el puerto ${found[1]}` } : { en: 'a port', es: 'un puerto' };
    return {
      message: {
        en: `In the container of ${service}, ${port.en} is taken already: by the program itself, or by a second one beside it.`,
        es: `En el contenedor de ${service}, ${port.es} ya está ocupado: por el propio programa, o por otro a su lado.`,
      },
      remedy: {
        en: 'Look for a second `listen` (often in `app.js` and in `server.js`), and let `CMD` start one program only.',
        es: 'Busca un segundo `listen` (a menudo en `app.js` y en `server.js`), y haz que `CMD` inicie un solo programa.',
      },
      where: commandLine(evidence.resolve, service),
      evidence: quote(heard),
    };
  },
});
