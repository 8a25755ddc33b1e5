import type { ServiceBuild } from '../../src/core/evidence/index.ts';
import { inEach, type Text } from '../../src/core/text.ts';
import { fail, type Verdict } from '../../src/core/verdict.ts';
import { logProof } from './proof.ts';

type Refused = NonNullable<NonNullable<ServiceBuild['failure']>['refused']>;

/** The Dockerfile asks for what a build may not take or do here. */
export function refusedBuild({ service, failure, log }: ServiceBuild, refused: Refused, dockerfile: string): Verdict {
  const { asks, remedy } = WORDS[refused.kind](refused.what);
  return fail({
    message: inEach((lang) =>
      lang === 'en'
        ? `The image of ${service} is not built here: ${asks.en}.`
        : `La imagen de ${service} no se construye aquí: ${asks.es}.`,
    ),
    expected: {
      en: 'What an image is made of comes from the repository and from public registries and package servers.',
      es: 'Aquello con lo que se hace una imagen viene del repositorio y de registros y servidores de paquetes públicos.',
    },
    actual: { en: `The Dockerfile asks for ${refused.what}.`, es: `El Dockerfile pide ${refused.what}.` },
    remedy,
    where: failure?.where ?? { file: dockerfile },
    evidence: logProof({ en: `End of the build of ${service}`, es: `Final de la construcción de ${service}` }, log),
  });
}

const WORDS: Record<Refused['kind'], (what: string) => { asks: Text; remedy: Text }> = {
  download: (what) => ({
    asks: {
      en: `its Dockerfile has the builder itself fetch \`${what}\`, which it does from few public hosts only`,
      es: `su Dockerfile hace que el propio constructor descargue \`${what}\`, y eso solo lo hace de unos pocos servidores públicos`,
    },
    remedy: {
      en: 'Put the file into the repository and `COPY` it. Or fetch it in a step, which has a network of its own: `RUN curl -fsSLO https://…`, where `curl` was installed before.',
      es: 'Pon el archivo en el repositorio y cópialo con `COPY`. O descárgalo en un paso, que tiene su propia red: `RUN curl -fsSLO https://…`, con `curl` instalado antes.',
    },
  }),
  repository: (what) => ({
    asks: {
      en: `its Dockerfile has the builder itself clone \`${what}\``,
      es: `su Dockerfile hace que el propio constructor clone \`${what}\``,
    },
    remedy: {
      en: 'Put the files into the repository and `COPY` them. Or clone in a step: `RUN git clone --depth 1 https://…`, where `git` was installed before.',
      es: 'Pon los archivos en el repositorio y cópialos con `COPY`. O clona en un paso: `RUN git clone --depth 1 https://…`, con `git` instalado antes.',
    },
  }),
  image: (what) => ({
    asks: {
      en: `its Dockerfile uses the image \`${what}\`, which is not one of a public registry`,
      es: `su Dockerfile usa la imagen \`${what}\`, que no es de un registro público`,
    },
    remedy: {
      en: 'Begin with an image that everybody can fetch, such as `node:24-slim`. The image of another service of your file is used with `additional_contexts: { NAME: "service:SERVICE" }`.',
      es: 'Empieza con una imagen que cualquiera pueda descargar, como `node:24-slim`. La imagen de otro servicio de tu archivo se usa con `additional_contexts: { NOMBRE: "service:SERVICIO" }`.',
    },
  }),
  frontend: (what) => ({
    asks: {
      en: `its Dockerfile asks to be read by a program of somebody else (\`# syntax=${what}\`)`,
      es: `su Dockerfile pide que lo lea un programa de otros (\`# syntax=${what}\`)`,
    },
    remedy: {
      en: 'Remove that line, or write `# syntax=docker/dockerfile:1`.',
      es: 'Quita esa línea, o escribe `# syntax=docker/dockerfile:1`.',
    },
  }),
  rights: (what) => ({
    asks: {
      en: `a \`RUN\` of its Dockerfile asks for rights over the machine (${what})`,
      es: `un \`RUN\` de su Dockerfile pide derechos sobre la máquina (${what})`,
    },
    remedy: {
      en: 'Remove `--network=host`, `--security=insecure` and `--device` from the `RUN`: installing packages and copying files needs none of them.',
      es: 'Quita `--network=host`, `--security=insecure` y `--device` del `RUN`: instalar paquetes y copiar archivos no los necesita.',
    },
  }),
  source: (what) => ({
    asks: {
      en: `its Dockerfile takes something from \`${what}\``,
      es: `su Dockerfile toma algo de \`${what}\``,
    },
    remedy: {
      en: 'Put what the image needs into the repository and `COPY` it.',
      es: 'Pon en el repositorio lo que la imagen necesita y cópialo con `COPY`.',
    },
  }),
};
