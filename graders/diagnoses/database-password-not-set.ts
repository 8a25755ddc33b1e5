import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { databases, hear, quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';
import { withSnippet } from '../shared/snippet.ts';

export default defineDiagnosis({
  id: 'database-password-not-set',
  title: { en: 'The database was given no password', es: 'La base de datos no recibió una contraseña' },
  explains: ['stack-starts'],
  about: {
    symptom: {
      en: '`Database is uninitialized and superuser password is not specified`',
      es: '`Database is uninitialized and superuser password is not specified`',
    },
    why: {
      en: 'The image makes its first user at the first start, and does not do that without a password. The variable is missing, or it is blank because its value comes from a file that is not in git.',
      es: 'La imagen crea su primer usuario en el primer arranque, y no lo hace sin contraseña. La variable falta, o está vacía porque su valor viene de un archivo que no está en git.',
    },
    mend: {
      en: 'Set `POSTGRES_PASSWORD` (`MYSQL_ROOT_PASSWORD`, `MARIADB_ROOT_PASSWORD`) through a variable, and commit an example of the file that holds it.',
      es: 'Define `POSTGRES_PASSWORD` (`MYSQL_ROOT_PASSWORD`, `MARIADB_ROOT_PASSWORD`) con una variable, y sube un ejemplo del archivo que la contiene.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(
      databases(evidence),
      /Database is uninitialized and (?:superuser )?password (?:is not specified|option is not specified)/,
    );
    if (!heard) return null;
    const { service } = heard;
    const facts = factsOf(evidence.resolve, service);
    const kind = facts?.database ?? 'postgres';
    const name =
      kind === 'mysql' ? 'MYSQL_ROOT_PASSWORD' : kind === 'mariadb' ? 'MARIADB_ROOT_PASSWORD' : 'POSTGRES_PASSWORD';
    const variable = facts?.environment.find((one) => one.name === name);
    return {
      message: variable
        ? {
            en: `${service} does not start: ${name} is there, but without a value.`,
            es: `${service} no arranca: ${name} está, pero sin valor.`,
          }
        : { en: `${service} does not start without ${name}.`, es: `${service} no arranca sin ${name}.` },
      remedy: variable
        ? {
            en: `Look at where the value of ${name} comes from (line ${variable.where.line ?? '?'}), and commit a \`.env.example\` with a harmless value for that.`,
            es: `Mira de dónde viene el valor de ${name} (línea ${variable.where.line ?? '?'}), y sube un \`.env.example\` con un valor inofensivo para eso.`,
          }
        : withSnippet(
            {
              en: `Set it from \`.env\`, and commit a \`.env.example\` with a line \`${name}=…\`:`,
              es: `Defínela desde \`.env\`, y sube un \`.env.example\` con una línea \`${name}=…\`:`,
            },
            ['services:', `  ${service}:`, '    environment:', `      ${name}: \${${name}}`],
          ),
      where: variable?.where ?? facts?.where,
      evidence: quote(heard),
    };
  },
});
