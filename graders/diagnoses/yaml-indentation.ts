import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import type { Text } from '../../src/core/text.ts';
import { hear, quote } from '../shared/heard.ts';

export default defineDiagnosis({
  id: 'yaml-indentation',
  title: { en: 'The indentation of the Compose file is broken', es: 'La sangría del archivo de Compose está rota' },
  explains: ['compose-present'],
  about: {
    symptom: {
      en: '`mapping values are not allowed`, `did not find expected key`, `found character that cannot start any token`',
      es: '`mapping values are not allowed`, `did not find expected key`, `found character that cannot start any token`',
    },
    why: {
      en: 'YAML reads structure from spaces. A tab, a line that stands one space off, or a missing space behind a colon changes what belongs to what.',
      es: 'YAML lee la estructura en los espacios. Un tabulador, una línea corrida un espacio o un espacio que falta tras los dos puntos cambia qué pertenece a qué.',
    },
    mend: {
      en: 'Two spaces for each level, no tabs, a space behind each colon. The mistake is at the line that is named, or right above it.',
      es: 'Dos espacios por nivel, sin tabuladores, un espacio tras cada dos puntos. El error está en la línea nombrada, o justo encima.',
    },
  },
  needs: ['resolve'],
  find({ resolve }) {
    const { compose } = resolve;
    const heard = hear(
      [{ service: 'Compose', text: compose.message ?? '' }],
      /yaml: .*?(cannot start any token)/,
      /yaml: .*?(mapping values are not allowed|did not find expected|could not find expected|block sequence entries are not allowed)/,
    );
    if (!heard) return null;
    const line = compose.where?.line;
    const at = line ? { en: `at or right above line ${line}`, es: `en la línea ${line} o justo encima` } : null;
    const place: Text = at ?? { en: 'at some line', es: 'en alguna línea' };
    const tab = heard.found[1] === 'cannot start any token';
    return {
      message: tab
        ? {
            en: `The Compose file has a character that YAML cannot take, most often a tab, ${place.en}.`,
            es: `El archivo de Compose tiene un carácter que YAML no acepta, casi siempre un tabulador, ${place.es}.`,
          }
        : {
            en: `The indentation of the Compose file does not fit ${place.en}.`,
            es: `La sangría del archivo de Compose no encaja ${place.es}.`,
          },
      remedy: tab
        ? {
            en: 'Replace each tab by two spaces (most editors: "Convert indentation to spaces").',
            es: 'Cambia cada tabulador por dos espacios (en casi todos los editores: «Convertir sangría en espacios»).',
          }
        : {
            en: 'Put this line exactly below its siblings, two spaces further in than what it belongs to, with a space behind the colon.',
            es: 'Pon esta línea exactamente debajo de sus hermanas, dos espacios más adentro que aquello a lo que pertenece, con un espacio tras los dos puntos.',
          },
      where: compose.where ?? undefined,
      evidence: quote(heard),
    };
  },
});
