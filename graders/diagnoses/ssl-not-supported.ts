import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { applications, hear, quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'ssl-not-supported',
  title: { en: 'The application wants TLS from its database', es: 'La aplicación le pide TLS a su base de datos' },
  explains: ['stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: '`The server does not support SSL connections`',
      es: '`The server does not support SSL connections`',
    },
    why: {
      en: 'Databases for rent ask for TLS, the image of the database has none. The setting (`ssl`, `sslmode=require`) was made for the former.',
      es: 'Las bases de datos alquiladas piden TLS; la imagen de la base de datos no lo tiene. El ajuste (`ssl`, `sslmode=require`) se hizo para las primeras.',
    },
    mend: {
      en: 'Switch TLS on by a variable, and leave it off inside the stack.',
      es: 'Activa TLS con una variable, y déjalo apagado entre los servicios de Compose.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const { resolve } = evidence;
    const heard = hear(
      applications(evidence),
      /server does not support SSL/i,
      /SSL (?:off|connection is required but the server)|HandshakeError.*server does not support secure connection/i,
    );
    if (!heard) return null;
    const { service } = heard;
    const facts = factsOf(resolve, service);
    const variable = facts?.environment.find(({ name, value }) => /sslmode=|ssl=true/i.test(value) || /SSL/.test(name));
    return {
      message: {
        en: `${service} insists on TLS, which ${resolve.database?.service ?? 'its database'} does not offer.`,
        es: `${service} exige TLS, que ${resolve.database?.service ?? 'su base de datos'} no ofrece.`,
      },
      remedy: variable
        ? {
            en: `Take TLS out of ${variable.name} (\`sslmode=disable\`, or without \`ssl=true\`).`,
            es: `Quita TLS de ${variable.name} (\`sslmode=disable\`, o sin \`ssl=true\`).`,
          }
        : {
            en: "Make it a variable: `ssl: process.env.DB_SSL === 'true'`, and do not set that in the Compose file.",
            es: "Ponlo en una variable: `ssl: process.env.DB_SSL === 'true'`, y no la definas en el archivo de Compose.",
          },
      where: variable?.where ?? facts?.where,
      evidence: quote(heard),
    };
  },
});
