import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { place } from '../shared/place.ts';
import { portClash } from '../shared/port-clash.ts';

export default defineDiagnosis({
  id: 'port-taken',
  title: { en: 'Two services publish the same port', es: 'Dos servicios publican el mismo puerto' },
  explains: ['stack-starts'],
  about: {
    symptom: {
      en: '`Bind for 0.0.0.0:3000 failed: port is already allocated`',
      es: '`Bind for 0.0.0.0:3000 failed: port is already allocated`',
    },
    why: {
      en: 'The left-hand number in `ports` is a port of your computer, and each of them has room for one. The right-hand number is inside the container: those may be the same.',
      es: 'El número de la izquierda en `ports` es un puerto de tu computadora, y en cada uno cabe uno solo. El de la derecha está dentro del contenedor: esos sí pueden coincidir.',
    },
    mend: {
      en: 'Give the second service another left-hand number, or take its entry out.',
      es: 'Dale al segundo servicio otro número de la izquierda, o quita su entrada.',
    },
  },
  needs: ['resolve'],
  find({ resolve }) {
    const clash = portClash(resolve.services);
    if (clash === null) return null;
    const [first, second] = clash;
    const port = second.published;
    return {
      message: {
        en: `On your computer \`docker compose up\` ends with "port is already allocated": ${place(first.where)} and ${place(second.where)} both ask for port ${port}. (Here no port of the machine is used, so the rest could be looked at.)`,
        es: `En tu computadora, \`docker compose up\` termina con «port is already allocated»: ${place(first.where)} y ${place(second.where)} piden el puerto ${port}. (Aquí no se usa ningún puerto de la máquina, así que lo demás se pudo mirar.)`,
      },
      remedy: {
        en: `Give ${second.service} another left-hand number in \`ports\`, or take the entry out: other services reach it under its name without any.`,
        es: `Dale a ${second.service} otro número de la izquierda en \`ports\`, o quita la entrada: los demás servicios lo alcanzan por su nombre sin ella.`,
      },
      where: second.where,
    };
  },
});
