import type { ResolveEvidence } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { fail, pass } from '../../src/core/verdict.ts';
import { deliveryOr } from '../shared/delivery.ts';
import { listProof } from '../shared/proof.ts';
import { withSnippet } from '../shared/snippet.ts';

export default defineGrader({
  id: 'readme-tells-how-to-start',
  group: 'delivery',
  title: {
    en: 'The README tells how to start everything',
    es: 'El README dice cómo arrancar todo',
  },
  lesson: '004',
  about: {
    looks: {
      en: 'At the README files of the repository: does a line name the command that starts the stack (`docker compose up`, or a `make` target, npm script or shell script that runs it)?',
      es: 'En los archivos README del repositorio: ¿alguna línea nombra el comando que lo arranca todo (`docker compose up`, o un objetivo de `make`, un script de npm o de shell que lo ejecute)?',
    },
    why: {
      en: 'Whoever clones your repository sees the README first. One command there is the difference between trying your work and giving up.',
      es: 'Quien clona tu repositorio ve primero el README. Un comando ahí es la diferencia entre probar tu trabajo y abandonarlo.',
    },
    mend: {
      en: 'Write the command into `README.md`, with what must be done before it, such as copying `.env.example` to `.env`.',
      es: 'Escribe el comando en `README.md`, con lo que haya que hacer antes, por ejemplo copiar `.env.example` a `.env`.',
    },
  },
  examples: {
    passes: `## Start

    cp .env.example .env
    docker compose up --build`,
    fails: `## My homework

It uses Node and PostgreSQL.`,
  },
  needs: ['resolve'],
  judge({ resolve }) {
    const found = deliveryOr(resolve);
    if ('verdict' in found) return found.verdict;
    const { readmes } = found.facts;
    const lines = readmes.flatMap(({ file, commands }) => commands.map(({ line, text }) => `${file}:${line}  ${text}`));
    const telling = readmes.find(({ commands }) => commands.length > 0);
    if (telling) {
      return pass({
        message: {
          en: `${telling.file} names the command that starts the stack.`,
          es: `${telling.file} nombra el comando que arranca todo.`,
        },
        evidence: [listProof('file', { en: 'Lines with the command', es: 'Líneas con el comando' }, lines)],
      });
    }
    const [first] = readmes;
    const names = readmes.map(({ file }) => file);
    return fail({
      message: first
        ? {
            en: `${first.file} does not name the command that starts your stack.`,
            es: `${first.file} no nombra el comando que arranca tu proyecto.`,
          }
        : { en: 'The repository has no README.', es: 'El repositorio no tiene README.' },
      expected: {
        en: 'A README with the command that starts everything.',
        es: 'Un README con el comando que arranca todo.',
      },
      actual: first
        ? { en: `No such command in: ${names.join(', ')}.`, es: `No hay tal comando en: ${names.join(', ')}.` }
        : { en: 'No file is called README.', es: 'Ningún archivo se llama README.' },
      remedy: withSnippet(
        {
          en: `Add these lines to \`${first?.file ?? 'README.md'}\`, and what must be done before them:`,
          es: `Añade estas líneas a \`${first?.file ?? 'README.md'}\`, y lo que haya que hacer antes:`,
        },
        ['## Start', '', `    ${command(resolve)}`],
      ),
      ...(first && { where: { file: first.file } }),
      evidence: [listProof('file', { en: 'READMEs', es: 'Archivos README' }, names.length === 0 ? ['–'] : names)],
    });
  },
});

/** As it must be typed in the root of the repository. */
function command({ compose }: ResolveEvidence): string {
  const [file = ''] = compose.files;
  const found = /^(docker-)?compose\.ya?ml$/.test(file);
  return `docker compose ${found ? '' : `-f ${file} `}up --build`;
}
