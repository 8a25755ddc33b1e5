import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { databases, hear, quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';
import { withSnippet } from '../shared/snippet.ts';

export default defineDiagnosis({
  id: 'volume-below-postgres-18',
  title: {
    en: 'PostgreSQL 18 wants its volume one folder higher',
    es: 'PostgreSQL 18 quiere su volumen una carpeta más arriba',
  },
  explains: ['stack-starts', 'database-volume-declared'],
  about: {
    symptom: {
      en: 'A `postgres` without a tag, `latest` or 18, with a volume on `/var/lib/postgresql/data`, ends at once: "in 18+, these Docker images are configured to store database data …".',
      es: 'Un `postgres` sin etiqueta, `latest` o 18, con un volumen en `/var/lib/postgresql/data`, termina enseguida: «in 18+, these Docker images are configured to store database data …».',
    },
    why: {
      en: 'Since version 18 the image keeps its data in a folder named after the version (`/var/lib/postgresql/18/docker`), and refuses a mount on the old place. Most examples on the web are older than that.',
      es: 'Desde la versión 18 la imagen guarda sus datos en una carpeta con el nombre de la versión (`/var/lib/postgresql/18/docker`) y rechaza un montaje en el lugar viejo. Casi todos los ejemplos de la web son anteriores.',
    },
    mend: {
      en: 'Pin the version that you learnt with (`postgres:17`), or mount the volume on `/var/lib/postgresql`.',
      es: 'Fija la versión con la que aprendiste (`postgres:17`), o monta el volumen en `/var/lib/postgresql`.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(databases(evidence), /in 18\+, these Docker images are configured to store database data/);
    if (!heard) return null;
    const { service } = heard;
    const facts = factsOf(evidence.resolve, service);
    const mount = facts?.mounts.find(({ target }) => target.replace(/\/+$/, '') === OLD);
    const reference = facts?.image?.reference ?? 'postgres';
    const volume = mount?.source ?? `${service}-data`;
    return {
      message: {
        en: `${service} (\`${reference}\`) ends at once: it is PostgreSQL 18 or newer, and something is mounted on \`${OLD}\`.`,
        es: `${service} (\`${reference}\`) termina enseguida: es PostgreSQL 18 o posterior, y hay algo montado en \`${OLD}\`.`,
      },
      remedy: withSnippet(
        {
          en: `Pin \`image: postgres:17\`, and the volume is right as it is. Or stay with the newest and mount it one folder higher:`,
          es: `Fija \`image: postgres:17\`, y el volumen queda bien como está. O sigue con la más nueva y móntalo una carpeta más arriba:`,
        },
        ['services:', `  ${service}:`, '    volumes:', `      - ${volume}:/var/lib/postgresql`],
      ),
      where: mount?.where ?? facts?.where,
      evidence: quote(heard),
    };
  },
});

const OLD = '/var/lib/postgresql/data';
