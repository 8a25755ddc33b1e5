import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { builds, hear, quote } from '../shared/heard.ts';
import { failedLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'compiler-not-in-image',
  title: {
    en: 'A dependency has to be compiled, and the image has no tools for it',
    es: 'Hay que compilar una dependencia, y la imagen no tiene con qué',
  },
  explains: ['image-builds'],
  about: {
    symptom: {
      en: "`pg_config executable not found`, `gyp ERR! find Python`, `command 'gcc' failed`.",
      es: "`pg_config executable not found`, `gyp ERR! find Python`, `command 'gcc' failed`.",
    },
    why: {
      en: 'Slim and alpine images bring no compiler. Packages that are partly written in C need one, unless they come compiled.',
      es: 'Las imágenes slim y alpine no traen compilador. Los paquetes escritos en parte en C necesitan uno, salvo que vengan compilados.',
    },
    mend: {
      en: 'Take the compiled package where there is one (`psycopg2-binary`, `bcryptjs`), or compile in a first stage of its own.',
      es: 'Usa el paquete ya compilado si existe (`psycopg2-binary`, `bcryptjs`), o compila en una primera etapa aparte.',
    },
  },
  needs: ['build'],
  find(evidence) {
    const heard = hear(
      builds(evidence),
      /pg_config executable not found/,
      /gyp ERR! find Python/,
      /(?:unable to execute '|command '|exec: ")(?:\S*-)?(?:gcc|g\+\+|cc|make)['"]/,
      /not found: make|gyp ERR! stack Error: not found: (?:make|g\+\+)/,
    );
    if (!heard) return null;
    const postgres = /pg_config/.test(heard.line);
    return {
      message: {
        en: `A dependency of ${heard.service} wants to be compiled, and its image has no compiler for that.`,
        es: `Una dependencia de ${heard.service} necesita compilarse, y su imagen no tiene compilador para eso.`,
      },
      remedy: postgres
        ? {
            en: 'Write `psycopg2-binary` instead of `psycopg2` in `requirements.txt`: it comes compiled.',
            es: 'Escribe `psycopg2-binary` en vez de `psycopg2` en `requirements.txt`: viene compilado.',
          }
        : {
            en: 'Build the dependencies in a stage with the full image (`FROM node:24 AS build`) and copy them into the slim one, or take a package that comes compiled (`bcryptjs` for `bcrypt`).',
            es: 'Instala las dependencias en una etapa con la imagen completa (`FROM node:24 AS build`) y cópialas a la slim, o usa un paquete que venga compilado (`bcryptjs` en vez de `bcrypt`).',
          },
      where: failedLine(evidence.build, heard.service),
      evidence: quote(heard),
    };
  },
});
