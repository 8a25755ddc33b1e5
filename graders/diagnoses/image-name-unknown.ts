import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import type { Text } from '../../src/core/text.ts';
import { builds, hear, quote } from '../shared/heard.ts';
import { factsOf, failedLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'image-name-unknown',
  title: { en: 'There is no image of that name and tag', es: 'No hay una imagen con ese nombre y esa etiqueta' },
  explains: ['image-builds', 'stack-starts'],
  about: {
    symptom: {
      en: '`pull access denied`, `manifest unknown`, or `FROM x: not found`.',
      es: '`pull access denied`, `manifest unknown`, o `FROM x: not found`.',
    },
    why: {
      en: 'The registry answered, and knows no such name or tag: it is misspelt, was never published, or is private. A registry that is down is no fault of yours, and is never reported like this.',
      es: 'El registro respondió y no conoce ese nombre o esa etiqueta: está mal escrito, nunca se publicó o es privado. Un registro caído no es culpa tuya, y nunca se informa así.',
    },
    mend: {
      en: 'Look the name and the tag up on hub.docker.com. An image that only your computer has needs `build:`.',
      es: 'Busca el nombre y la etiqueta en hub.docker.com. Una imagen que solo tiene tu computadora necesita `build:`.',
    },
  },
  needs: ['resolve', 'build'],
  find(evidence) {
    const { resolve, build } = evidence;
    const absent = build.pulls.find(({ outcome }) => outcome === 'failed');
    if (absent) {
      const { service, reference, message } = absent;
      return {
        message: {
          en: `${service} asks for the image \`${reference}\`, and the registry has none of that name and tag.`,
          es: `${service} pide la imagen \`${reference}\`, y el registro no tiene ninguna con ese nombre y esa etiqueta.`,
        },
        remedy: {
          en: `${LOOK.en} It stands in \`image:\` of ${service}.`,
          es: `${LOOK.es} Está en \`image:\` de ${service}.`,
        },
        where: factsOf(resolve, service)?.image?.where,
        evidence: quote({ service, line: message?.trim().split('\n').at(-1) ?? '' }),
      };
    }
    const heard = hear(
      builds(evidence),
      /failed to resolve source metadata for (?:docker\.io\/(?:library\/)?)?(\S+?): .*(?:not found|access denied|does not exist|authorization failed)/,
    );
    if (!heard) return null;
    const reference = heard.found[1] ?? '';
    return {
      message: {
        en: `The Dockerfile of ${heard.service} begins from \`${reference}\`, and the registry has no image of that name and tag.`,
        es: `El Dockerfile de ${heard.service} parte de \`${reference}\`, y el registro no tiene ninguna imagen con ese nombre y esa etiqueta.`,
      },
      remedy: { en: `${LOOK.en} It stands in \`FROM\`.`, es: `${LOOK.es} Está en \`FROM\`.` },
      where: failedLine(build, heard.service),
      evidence: quote(heard),
    };
  },
});

const LOOK: Text = {
  en: 'Look name and tag up on hub.docker.com and correct them.',
  es: 'Busca el nombre y la etiqueta en hub.docker.com y corrígelos.',
};
