import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { applications, hear, quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'variable-not-given',
  title: { en: 'The application misses a variable', es: 'A la aplicación le falta una variable' },
  explains: ['stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: "`Environment variable not found: DATABASE_URL`, `KeyError: 'DB_HOST'`, `client password must be a string`",
      es: "`Environment variable not found: DATABASE_URL`, `KeyError: 'DB_HOST'`, `client password must be a string`",
    },
    why: {
      en: 'A container gets the variables of `environment` and `env_file`, none of your terminal. The `.env` beside the Compose file only fills `${…}` in that file; the container does not get it.',
      es: 'Un contenedor recibe las variables de `environment` y `env_file`, ninguna de tu terminal. El `.env` junto al archivo de Compose solo rellena los `${…}` de ese archivo; al contenedor no le llega.',
    },
    mend: {
      en: 'Name the variable under `environment` of the service, or its file under `env_file`.',
      es: 'Nombra la variable en `environment` del servicio, o su archivo en `env_file`.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const { resolve } = evidence;
    const heard = hear(
      applications(evidence),
      /[Ee]nvironment variable not found: (\w+)/,
      /KeyError: '([A-Z][A-Z0-9]*_[A-Z0-9_]+)'/,
      /Config validation error: "(\w+)" is required/,
      /environment variable [`"']?([A-Z][A-Z0-9_]+)[`"']? (?:is|was) (?:not set|required|missing)/,
      /client password must be a (string)/,
      /secretOrPrivateKey must have a (value)|requires a (secret) or key/,
    );
    if (!heard) return null;
    const { service, found, line } = heard;
    const name = /^[A-Z]/.test(found[1] ?? '') ? found[1] : null;
    const facts = factsOf(resolve, service);
    const given = facts?.environment.find((one) => one.name === name);
    const secret = /secret/i.test(line) && !name;
    const what = secret
      ? { en: 'the key that signs its tokens', es: 'la clave con que firma sus tokens' }
      : { en: 'the password of its database', es: 'la contraseña de su base de datos' };
    const variable = name ? { en: `the variable \`${name}\``, es: `la variable \`${name}\`` } : what;
    const example = name ?? (secret ? 'JWT_SECRET' : 'DB_PASSWORD');
    return {
      message: given
        ? {
            en: `${service} cannot use ${variable.en}: the value that it gets is empty or not what it expects.`,
            es: `${service} no puede usar ${variable.es}: el valor que recibe está vacío o no es lo que espera.`,
          }
        : {
            en: `${service} does not get ${variable.en}.`,
            es: `${service} no recibe ${variable.es}.`,
          },
      remedy: {
        en: `Give it to ${service} under the name that the program reads, and see that \`.env\` (or its example in the repository) has a value for it:\n\nservices:\n  ${service}:\n    environment:\n      ${example}: \${${example}}`,
        es: `Dásela a ${service} con el nombre que lee el programa, y comprueba que \`.env\` (o su ejemplo en el repositorio) tiene un valor para ella:\n\nservices:\n  ${service}:\n    environment:\n      ${example}: \${${example}}`,
      },
      where: given?.where ?? facts?.where,
      evidence: quote(heard),
    };
  },
});
