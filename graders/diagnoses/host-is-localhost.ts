import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { applications, quote } from '../shared/heard.ts';
import { badHost } from '../shared/hosts.ts';
import { factsOf } from '../shared/lines.ts';
import { findUnreachable } from '../shared/unreachable.ts';
import { applicationsOf } from '../shared/usage.ts';

export default defineDiagnosis({
  id: 'host-is-localhost',
  title: { en: 'The database is looked for on localhost', es: 'Se busca la base de datos en localhost' },
  explains: ['stack-starts', 'app-responds', 'endpoints-work', 'services-found-by-name'],
  about: {
    symptom: { en: '`connect ECONNREFUSED 127.0.0.1:5432`', es: '`connect ECONNREFUSED 127.0.0.1:5432`' },
    why: {
      en: 'Each container is a small computer of its own: `localhost` inside of it is the container itself, and no database listens there. On your computer it works, because there both are on the same machine.',
      es: 'Cada contenedor es una pequeña computadora: dentro de él, `localhost` es el propio contenedor, y ahí no escucha ninguna base de datos. En tu computadora funciona porque ahí las dos están en la misma máquina.',
    },
    mend: {
      en: 'Use the name of the database service as host.',
      es: 'Usa como host el nombre del servicio de la base de datos.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const { resolve } = evidence;
    const { database } = resolve;
    if (database === null) return null;
    for (const voice of applications(evidence)) {
      const tried = findUnreachable(voice.text, database.kind);
      if (tried?.why !== 'itself') continue;
      const variable = badHost(resolve, applicationsOf(resolve));
      const named = variable?.why === 'itself' ? variable : null;
      const { service } = voice;
      return {
        message: {
          en: `${service} looks for its database at \`${tried.host}\`, that is in its own container; the database runs in ${database.service}.`,
          es: `${service} busca su base de datos en \`${tried.host}\`, es decir, en su propio contenedor; la base de datos corre en ${database.service}.`,
        },
        remedy: named
          ? {
              en: `Write \`${database.service}\` instead of \`${named.host}\` in ${named.name}.`,
              es: `Escribe \`${database.service}\` en vez de \`${named.host}\` en ${named.name}.`,
            }
          : {
              en: `Let the program read the host from a variable (\`process.env.DB_HOST\`), and set that for ${service}:\n\nservices:\n  ${service}:\n    environment:\n      DB_HOST: ${database.service}`,
              es: `Haz que el programa lea el host de una variable (\`process.env.DB_HOST\`), y ponla en ${service}:\n\nservices:\n  ${service}:\n    environment:\n      DB_HOST: ${database.service}`,
            },
        where: named?.where ?? factsOf(resolve, service)?.where,
        evidence: quote({ service, line: tried.line }),
      };
    }
    return null;
  },
});
