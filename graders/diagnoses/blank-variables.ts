import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { listProof } from '../shared/proof.ts';

export default defineDiagnosis({
  id: 'blank-variables',
  title: { en: 'Variables of the Compose file have no value', es: 'Hay variables del archivo de Compose sin valor' },
  explains: ['stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: '`The "DB_PASSWORD" variable is not set. Defaulting to a blank string.`',
      es: '`The "DB_PASSWORD" variable is not set. Defaulting to a blank string.`',
    },
    why: {
      en: 'Compose fills `${…}` from `.env` beside the Compose file. It is not in git (rightly), so in a fresh clone nothing is there, and a blank takes its place without an error.',
      es: 'Compose rellena `${…}` con el `.env` que está junto al archivo de Compose. No está en git (y está bien), así que en un clon nuevo no hay nada, y queda un vacío sin ningún error.',
    },
    mend: {
      en: 'Commit `.env.example` with every variable, or give a default: `${PORT:-3000}`.',
      es: 'Sube `.env.example` con todas las variables, o da un valor por defecto: `${PORT:-3000}`.',
    },
  },
  needs: ['resolve'],
  find({ resolve }) {
    const { files, warnings } = resolve.compose;
    const names = [
      ...new Set(warnings.flatMap((said) => /"?(\w+)\\?"? variable is not set/.exec(said)?.[1] ?? [])),
    ].sort();
    if (names.length === 0) return null;
    const list = names.map((name) => `\`${name}\``).join(', ');
    const file = files[0] ?? 'docker-compose.yml';
    return {
      message: {
        en: `${file} uses ${list}, and no value was found for ${names.length === 1 ? 'it' : 'them'}: a blank stands there instead.`,
        es: `${file} usa ${list}, y no se encontró ningún valor: en su lugar queda un vacío.`,
      },
      remedy: {
        en: `Commit a \`.env.example\` beside ${file} with harmless values:\n\n${names.map((name) => `${name}=…`).join('\n')}`,
        es: `Sube un \`.env.example\` junto a ${file} con valores inofensivos:\n\n${names.map((name) => `${name}=…`).join('\n')}`,
      },
      where: { file },
      evidence: [
        listProof(
          'text',
          { en: 'What Compose says', es: 'Lo que dice Compose' },
          warnings.filter((said) => said.includes('variable is not set')).map((said) => said.slice(0, 200)),
        ),
      ],
    };
  },
});
