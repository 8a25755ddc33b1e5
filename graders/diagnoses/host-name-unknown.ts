import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { applications, quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';
import { findUnreachable } from '../shared/unreachable.ts';

export default defineDiagnosis({
  id: 'host-name-unknown',
  title: { en: 'No service has the name of the host', es: 'Ningún servicio se llama como el host' },
  explains: ['stack-starts', 'app-responds', 'endpoints-work', 'services-found-by-name'],
  about: {
    symptom: {
      en: '`getaddrinfo ENOTFOUND postgres`, `could not translate host name "…" to address`',
      es: '`getaddrinfo ENOTFOUND postgres`, `could not translate host name "…" to address`',
    },
    why: {
      en: 'Inside the stack a host name is the name of a service of the Compose file, letter by letter. The name of an image, of a container elsewhere or of a volume is none.',
      es: 'Dentro de los servicios de Compose, un nombre de host es el nombre de un servicio del archivo, letra por letra. El nombre de una imagen, de otro contenedor o de un volumen no lo es.',
    },
    mend: {
      en: 'Write the name of the database service, as it stands below `services:`.',
      es: 'Escribe el nombre del servicio de la base de datos, tal como está debajo de `services:`.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const { resolve } = evidence;
    const { database } = resolve;
    if (database === null) return null;
    for (const { service, text } of applications(evidence)) {
      const tried = findUnreachable(text, database.kind);
      if (!tried || tried.why === 'itself' || isAddress(tried.host)) continue;
      if (resolve.services.some(({ name, containerName }) => [name, containerName?.name].includes(tried.host)))
        continue;
      const facts = factsOf(resolve, service);
      const variable = facts?.environment.find(({ value }) => value.split(/[:/@?]/).includes(tried.host));
      return {
        message: {
          en: `${service} looks for its database at \`${tried.host}\`, but no service of the Compose file has that name; the database is ${database.service}.`,
          es: `${service} busca su base de datos en \`${tried.host}\`, pero ningún servicio del archivo de Compose se llama así; la base de datos es ${database.service}.`,
        },
        remedy: {
          en: `Write \`${database.service}\` instead of \`${tried.host}\`${variable ? ` in ${variable.name}` : ''}.`,
          es: `Escribe \`${database.service}\` en vez de \`${tried.host}\`${variable ? ` en ${variable.name}` : ''}.`,
        },
        where: variable?.where ?? facts?.where,
        evidence: quote({ service, line: tried.line }),
      };
    }
    return null;
  },
});

function isAddress(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(':');
}
