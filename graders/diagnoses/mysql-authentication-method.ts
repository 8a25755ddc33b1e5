import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import type { Text } from '../../src/core/text.ts';
import { applications, hear, quote } from '../shared/heard.ts';
import { lineOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'mysql-authentication-method',
  title: {
    en: 'The driver does not know how MySQL 8 asks for passwords',
    es: 'El driver no conoce cómo pide contraseñas MySQL 8',
  },
  explains: ['stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: '`Client does not support authentication protocol requested by server`, `caching_sha2_password`',
      es: '`Client does not support authentication protocol requested by server`, `caching_sha2_password`',
    },
    why: {
      en: 'Since version 8 MySQL checks passwords by `caching_sha2_password`. Older drivers (the package `mysql` for Node) never learnt it.',
      es: 'Desde la versión 8, MySQL comprueba contraseñas con `caching_sha2_password`. Los drivers viejos (el paquete `mysql` de Node) nunca lo aprendieron.',
    },
    mend: {
      en: 'Use a driver that knows it: `mysql2` for Node, `cryptography` beside PyMySQL.',
      es: 'Usa un driver que lo conozca: `mysql2` en Node, `cryptography` junto a PyMySQL.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(
      applications(evidence),
      /Client does not support authentication protocol requested by server/,
      /'cryptography' package is required for sha256_password or caching_sha2_password/,
      /Public Key Retrieval is not allowed/,
      /[Aa]uthentication plugin '?caching_sha2_password'? (?:cannot be loaded|is not supported|reported)/,
    );
    if (!heard) return null;
    return {
      message: {
        en: `The driver of ${heard.service} does not know the way in which ${evidence.resolve.database?.service ?? 'the database'} asks for a password.`,
        es: `El driver de ${heard.service} no conoce la forma en que ${evidence.resolve.database?.service ?? 'la base de datos'} pide la contraseña.`,
      },
      remedy: remedyFor(heard.line),
      where: lineOf(evidence.resolve, heard.service, /^RUN$/i, /\b(npm|yarn|pnpm|pip3?)\b/),
      evidence: quote(heard),
    };
  },
});

function remedyFor(line: string): Text {
  if (/cryptography/.test(line)) {
    return { en: 'Add `cryptography` to `requirements.txt`.', es: 'Añade `cryptography` a `requirements.txt`.' };
  }
  if (/Public Key/.test(line)) {
    return {
      en: 'Add `allowPublicKeyRetrieval=true&useSSL=false` to the JDBC URL.',
      es: 'Añade `allowPublicKeyRetrieval=true&useSSL=false` a la URL de JDBC.',
    };
  }
  return {
    en: "Replace the driver: `npm uninstall mysql && npm install mysql2`, and `require('mysql2')`.",
    es: "Cambia el driver: `npm uninstall mysql && npm install mysql2`, y `require('mysql2')`.",
  };
}
