import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, pass } from '../../src/core/verdict.ts';
import { composeCause } from '../shared/cause.ts';
import { place } from '../shared/place.ts';
import { listProof } from '../shared/proof.ts';
import { withSnippet } from '../shared/snippet.ts';

export default defineGrader({
  id: 'secrets-outside-the-file',
  group: 'compose',
  title: {
    en: 'No password stands in the Compose file',
    es: 'Ninguna contraseña está escrita en el archivo de Compose',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At the variables in the Compose file that are passwords, keys or tokens, also inside a database URL: is the value written there, or does it come from a variable, `env_file` or `secrets`?',
      es: 'En las variables del archivo de Compose que son contraseñas, claves o tokens, también dentro de una URL de base de datos: ¿está el valor escrito ahí, o viene de una variable, `env_file` o `secrets`?',
    },
    why: {
      en: 'What is in git stays there for ever and is read by everyone who can read the repository.',
      es: 'Lo que entra en git se queda ahí para siempre, y lo lee cualquiera que pueda leer el repositorio.',
    },
    mend: {
      en: 'Write `$DB_PASSWORD` in the Compose file, the value into a `.env` that git ignores, and an example into `.env.example`.',
      es: 'Escribe `$DB_PASSWORD` en el archivo de Compose, el valor en un `.env` que git ignore, y un ejemplo en `.env.example`.',
    },
  },
  examples: {
    passes: `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: \${DB_PASSWORD}`,
    fails: `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: correct-horse`,
  },
  needs: ['resolve'],
  judge({ resolve }) {
    const cause = composeCause(resolve);
    if (cause) return blocked(cause);
    const variables = resolve.services.flatMap((service) =>
      service.environment.filter((one) => one.secret).map((one) => ({ service: service.name, ...one })),
    );
    const written = variables.filter((one) => one.literal);
    const [first] = written;
    if (first === undefined) {
      return pass({
        message: {
          en: 'No password, key or token is written in the Compose file.',
          es: 'No hay contraseñas, claves ni tokens escritos en el archivo de Compose.',
        },
        evidence:
          variables.length === 0
            ? []
            : [
                listProof(
                  'file',
                  { en: 'Secrets that come from outside', es: 'Secretos que vienen de fuera' },
                  variables.map((one) => `${one.service}: ${one.name}`),
                ),
              ],
      });
    }
    const names = [...new Set(written.map((one) => one.name))];
    const lines = written.map((one) => `${place(one.where)}  ${one.service}: ${one.name}`);
    return fail({
      message: {
        en: `The value is written in the Compose file for: ${names.join(', ')}.`,
        es: `El valor está escrito en el archivo de Compose en: ${names.join(', ')}.`,
      },
      expected: {
        en: 'Secrets come from variables, `env_file` or `secrets`.',
        es: 'Los secretos vienen de variables, `env_file` o `secrets`.',
      },
      actual: {
        en: `Written out at ${written.map((one) => place(one.where)).join(', ')}.`,
        es: `Escritos en ${written.map((one) => place(one.where)).join(', ')}.`,
      },
      remedy: withSnippet(
        {
          en: 'Let the file name the secret only; its value goes into a `.env` that git ignores:',
          es: 'Que el archivo solo nombre el secreto; su valor va en un `.env` que git ignore:',
        },
        ['services:', `  ${first.service}:`, '    environment:', `      ${first.name}: \${${first.name}}`],
      ),
      where: first.where,
      evidence: [listProof('file', { en: 'Lines with a secret', es: 'Líneas con un secreto' }, lines)],
    });
  },
});
