import type { DockerfileFacts, ResolveEvidence, Where } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, pass } from '../../src/core/verdict.ts';
import { finalBase, finalInstructions } from '../shared/final-stage.ts';
import { applicationImages, type ImageContent, imageCause, notLookedInto } from '../shared/images.ts';
import { listProof } from '../shared/proof.ts';
import { withSnippet } from '../shared/snippet.ts';

export default defineGrader({
  id: 'multi-stage-build',
  group: 'image',
  title: {
    en: 'What only the build needs is not in the final image',
    es: 'Lo que solo hace falta para construir no está en la imagen final',
  },
  lesson: '004',
  about: {
    looks: {
      en: 'Inside the finished image: are there compilers and build tools that your instructions brought in, or the base image for a compiled language, or packages of `devDependencies`?',
      es: 'Dentro de la imagen terminada: ¿hay compiladores y herramientas de construcción que trajeron tus instrucciones o la imagen base de un lenguaje compilado, o paquetes de `devDependencies`?',
    },
    why: {
      en: 'They make the image several times bigger, and give whoever breaks in the tools to go on. The program itself needs none of them.',
      es: 'Hacen la imagen varias veces más grande y dan herramientas a quien logre entrar. El programa en sí no necesita ninguna.',
    },
    mend: {
      en: 'Compile in a first stage (`FROM … AS build`) and copy only the result into a second one (`COPY --from=build`). Without a build step, install without development dependencies.',
      es: 'Compila en una primera etapa (`FROM … AS build`) y copia solo el resultado a una segunda (`COPY --from=build`). Sin paso de compilación, instala sin las dependencias de desarrollo.',
    },
  },
  examples: {
    passes: `FROM golang:1.24 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM gcr.io/distroless/static-debian12
COPY --from=build /server /server`,
    fails: `FROM golang:1.24
WORKDIR /src
COPY . .
RUN go build -o /server .`,
  },
  needs: ['resolve', 'build'],
  judge({ resolve, build }) {
    const cause = imageCause(resolve, build);
    if (cause) return blocked(cause);
    const looked = applicationImages(resolve, build).filter(({ image }) => image.contains !== undefined);
    if (looked.length === 0) return blocked(notLookedInto);
    const found = looked.flatMap(({ service, image }) =>
      (image.contains ?? [])
        .filter(({ kind, name }) => {
          return kind === 'compiler' || (kind === 'development-dependency' && !isStarted(name, service, resolve));
        })
        .map((content) => ({ service, ...content })),
    );
    const [first] = found;
    if (first === undefined) {
      const names = looked.map(({ service }) => service).join(', ');
      return pass({
        message: {
          en: `No compiler and no development dependency was found in the image of ${names}.`,
          es: `En la imagen de ${names} no se encontró ningún compilador ni dependencia de desarrollo.`,
        },
      });
    }
    const file = resolve.dockerfiles.find((one) => one.service === first.service);
    const names = [...new Set(found.filter(({ service }) => service === first.service).map(({ name }) => name))];
    return fail({
      message: {
        en: `The final image of ${first.service} still contains what only the build needs: ${names.join(', ')}.`,
        es: `La imagen final de ${first.service} todavía contiene lo que solo hace falta para construir: ${names.join(', ')}.`,
      },
      expected: {
        en: 'The final image holds the program and what it needs to run.',
        es: 'La imagen final contiene el programa y lo que necesita para ejecutarse.',
      },
      actual: { en: `In the image: ${first.path}`, es: `En la imagen: ${first.path}` },
      remedy: remedy(first, file, resolve),
      where: placeOf(first, file, resolve),
      evidence: [
        listProof(
          'inspect',
          { en: 'Found in the image', es: 'Encontrado en la imagen' },
          found.map(({ service, path }) => `${service}: ${path}`),
        ),
      ],
    });
  },
});

/** What the image starts (`CMD ["npx", "nodemon", "server.js"]`) is needed to run, on whatever list it stands. */
function isStarted(name: string, service: string, resolve: ResolveEvidence): boolean {
  const file = resolve.dockerfiles.find((one) => one.service === service);
  return (file ? finalInstructions(file, resolve) : []).some(
    ({ keyword, text }) => /^(CMD|ENTRYPOINT)$/.test(keyword) && text.includes(name),
  );
}

const BUILDS = /\b(npm|yarn|pnpm|bun)\s+(run\s+)?build\b|\b(tsc|nest build|vite build|next build)\b/;

function remedy({ kind, name }: ImageContent, file: DockerfileFacts | undefined, resolve: ResolveEvidence) {
  const instructions = file ? finalInstructions(file, resolve) : [];
  const base = (file && finalBase(file, resolve)?.reference) ?? 'node:22-slim';
  const compiles = instructions.some(({ keyword, text }) => keyword === 'RUN' && BUILDS.test(text));
  if (kind === 'development-dependency' && !compiles)
    return withSnippet(
      {
        en: 'Your application has no build step, so it is enough to install without development dependencies:',
        es: 'Tu aplicación no tiene paso de compilación, así que basta con instalar sin dependencias de desarrollo:',
      },
      ['RUN npm ci --omit=dev'],
    );
  const text = {
    en: 'Give what you have now to a first stage, and copy only its result into a second one that does not have these tools:',
    es: 'Deja lo que tienes ahora en una primera etapa, y copia solo el resultado a una segunda que no tenga estas herramientas:',
  };
  if (kind === 'development-dependency')
    return withSnippet(text, [
      `FROM ${base} AS build`,
      '…',
      `FROM ${base}`,
      'WORKDIR /app',
      'COPY package*.json ./',
      'RUN npm ci --omit=dev',
      'COPY --from=build /app/dist ./dist',
    ]);
  const small = RUNS_ON.find(([tool]) => tool.test(name))?.[1] ?? base;
  return withSnippet(text, [`FROM ${base} AS build`, '…', `FROM ${small}`, 'COPY --from=build … …']);
}

/** Where the program runs that was compiled with a tool; without an entry, on the image that it was compiled on. */
const RUNS_ON: readonly [RegExp, string][] = [
  [/^(go|cargo)$/, 'debian:bookworm-slim'],
  [/^(javac|mvn|gradle)$/, 'eclipse-temurin:21-jre'],
  [/^dotnet/, 'mcr.microsoft.com/dotnet/aspnet:8.0'],
];

/** The instruction that installs it, else the base image that brought it along. */
function placeOf(
  { kind, name }: ImageContent,
  file: DockerfileFacts | undefined,
  resolve: ResolveEvidence,
): Where | undefined {
  if (file === undefined) return undefined;
  const installs =
    kind === 'compiler' ? /\b(apt|apt-get|apk|dnf|yum)\b.*\b(install|add)\b/s : /\b(npm|yarn|pnpm|bun)\b/;
  const runs = finalInstructions(file, resolve).filter(({ keyword, text }) => keyword === 'RUN' && installs.test(text));
  const ofAny = kind === 'development-dependency' || /^(gcc|make)$/.test(name) ? runs[0] : undefined;
  const run = runs.find(({ text }) => text.includes(name)) ?? ofAny;
  if (run) return { file: file.file, line: run.line };
  return finalBase(file, resolve)?.where ?? { file: file.file };
}
