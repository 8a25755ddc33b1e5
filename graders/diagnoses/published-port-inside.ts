import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { databasePort } from '../shared/database.ts';
import { applications, hear, quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'published-port-inside',
  title: {
    en: 'The database is asked on its published port',
    es: 'Se consulta la base de datos en su puerto publicado',
  },
  explains: ['stack-starts', 'app-responds', 'endpoints-work', 'services-found-by-name'],
  about: {
    symptom: {
      en: '`connect ECONNREFUSED 172.20.0.2:5433`, and `ports` of the database says `5433:5432`.',
      es: '`connect ECONNREFUSED 172.20.0.2:5433`, y `ports` de la base de datos dice `5433:5432`.',
    },
    why: {
      en: 'The left-hand number in `ports` counts on your computer only. Between services the database listens where it always does.',
      es: 'El número de la izquierda en `ports` vale solo en tu computadora. Entre servicios, la base de datos escucha donde siempre.',
    },
    mend: {
      en: 'Use the right-hand number: the port inside the container.',
      es: 'Usa el número de la derecha: el puerto de dentro del contenedor.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const { resolve } = evidence;
    const facts = factsOf(resolve, resolve.database?.service ?? '');
    const inside = databasePort(resolve.database?.kind ?? null);
    const port = facts?.ports.find(({ published, target }) => target === inside && published !== String(inside));
    if (!facts || !port?.published || !/^\d+$/.test(port.published)) return null;
    const { published } = port;
    const heard = hear(
      applications(evidence),
      new RegExp(`ECONNREFUSED \\S+:${published}\\b`),
      new RegExp(`port ${published} failed: Connection refused`),
      new RegExp(`Can't reach database server at \`?[\\w.-]+\`?:\`?${published}\\b`),
      new RegExp(`:${published}: connect: connection refused|:${published} refused|:${published}: \\[Errno 111\\]`),
    );
    if (!heard) return null;
    const { service } = heard;
    const variable = factsOf(resolve, service)?.environment.find(({ value }) =>
      new RegExp(`(^|:)${published}(/|\\?|$)`).test(value),
    );
    return {
      message: {
        en: `${service} asks ${facts.name} on port ${published}, which exists on your computer only; inside the stack ${facts.name} listens on ${inside}.`,
        es: `${service} consulta a ${facts.name} en el puerto ${published}, que solo existe en tu computadora; entre servicios, ${facts.name} escucha en ${inside}.`,
      },
      remedy: {
        en: `Write ${inside} instead of ${published}${variable ? ` in ${variable.name}` : ' where the program names the port'}.`,
        es: `Escribe ${inside} en vez de ${published}${variable ? ` en ${variable.name}` : ' donde el programa nombra el puerto'}.`,
      },
      where: variable?.where ?? port.where,
      evidence: quote(heard),
    };
  },
});
