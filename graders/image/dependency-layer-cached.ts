import type { BuildStep, DockerfileFacts, Rebuild } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { inEach, same, type Text } from '../../src/core/text.ts';
import { blocked, fail, type Proof, pass } from '../../src/core/verdict.ts';
import { composeCause, dockerfileCause } from '../shared/cause.ts';
import { notMade } from '../shared/drills.ts';
import { PROOF_LINES } from '../shared/proof.ts';
import { installations, type Repeated, repeatedIn } from '../shared/repeated.ts';
import { withSnippet } from '../shared/snippet.ts';

export default defineGrader({
  id: 'dependency-layer-cached',
  group: 'image',
  title: {
    en: 'A change in the code does not install the dependencies again',
    es: 'Un cambio en el código no instala las dependencias de nuevo',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At a second build: a comment is added to one of your source files, and the image is built again. The step that installs dependencies must come from the cache.',
      es: 'En una segunda construcción: se agrega un comentario a uno de tus archivos fuente y la imagen se construye otra vez. El paso que instala las dependencias tiene que salir de la caché.',
    },
    why: {
      en: 'Docker reuses a step as long as nothing before it changed. If the whole source is copied first, every small change downloads everything again, and each build takes minutes instead of seconds.',
      es: 'Docker reutiliza un paso mientras nada anterior haya cambiado. Si primero se copia todo el código, cada cambio pequeño descarga todo otra vez, y cada construcción tarda minutos en lugar de segundos.',
    },
    mend: {
      en: 'Copy only the file that lists the dependencies, install, and copy the rest of the source after that.',
      es: 'Copia solo el archivo que nombra las dependencias, instala, y copia el resto del código después.',
    },
  },
  examples: {
    passes: 'COPY package*.json ./\nRUN npm ci\nCOPY . .',
    fails: 'COPY . .\nRUN npm ci',
  },
  drills: ['rebuild'],
  needs: ['resolve', 'build', 'drills'],
  judge({ resolve, build, drills }) {
    const { rebuilds } = drills;
    if (rebuilds === null) return blocked(notMade('rebuild', drills));
    if (rebuilds.length === 0) return blocked(composeCause(resolve) ?? dockerfileCause(resolve) ?? nothingBuilt);
    const fileOf = (service: string) => resolve.dockerfiles.find((one) => one.service === service);
    const first = (service: string) => build.builds.find((one) => one.service === service)?.steps ?? [];
    const found = rebuilds.map((rebuild) => repeatedIn(rebuild, fileOf(rebuild.service)));
    const [repeated] = found.filter((one) => one !== null);
    if (repeated) return again(repeated, fileOf(repeated.rebuild.service), first(repeated.rebuild.service));
    const told = rebuilds.filter(({ outcome, steps }) => outcome !== 'no-source' && installations(steps).length > 0);
    const evidence = told.map((rebuild) => stepsProof(rebuild, first(rebuild.service)));
    return pass({ message: told.length > 0 ? fromCache(told) : nothingTold(rebuilds), evidence });
  },
});

const nothingBuilt = {
  by: 'image-builds',
  message: {
    en: 'Not looked at: no image of an application was built.',
    es: 'No se miró: no se construyó ninguna imagen de aplicación.',
  },
};

function fromCache([first]: readonly Rebuild[]): Text {
  const file = first?.file ?? '';
  const whole = first?.outcome === 'rebuilt' ? first.seconds.toFixed(1) : null;
  return {
    en: `After a change in \`${file}\` the dependencies came from the cache${whole ? `; the second build took ${whole} s` : ''}.`,
    es: `Después de un cambio en \`${file}\`, las dependencias salieron de la caché${whole ? `; la segunda construcción tardó ${whole} s` : ''}.`,
  };
}

function nothingTold(rebuilds: readonly Rebuild[]): Text {
  if (rebuilds.some(({ outcome }) => outcome === 'rebuilt'))
    return {
      en: 'No step of the build installs dependencies.',
      es: 'Ningún paso de la construcción instala dependencias.',
    };
  if (rebuilds.every(({ outcome }) => outcome === 'no-source'))
    return {
      en: 'No source file was found whose change reaches the image, so there is nothing that could be installed again.',
      es: 'No se encontró un archivo fuente cuyo cambio llegue a la imagen, así que no hay nada que pudiera instalarse de nuevo.',
    };
  return {
    en: 'Cannot be told from here: the second build did not get as far as installing anything. This costs no points.',
    es: 'No se puede saber desde aquí: la segunda construcción no llegó a instalar nada. Esto no resta puntos.',
  };
}

function again({ rebuild, step, copy, installer }: Repeated, file: DockerfileFacts | undefined, before: BuildStep[]) {
  const command = short(step.instruction);
  const took = step.seconds === null ? '' : ` (${step.seconds.toFixed(1)} s)`;
  const because = copy
    ? {
        en: ` \`${short(copy.instruction)}\` stands before it, so it starts anew with every change.`,
        es: ` \`${short(copy.instruction)}\` está antes, así que empieza de nuevo con cada cambio.`,
      }
    : same('');
  const where = copy?.line ?? step.line;
  return fail({
    message: {
      en: `After a comment was added to \`${rebuild.file}\`, \`${command}\` was carried out again${took}.${because.en}`,
      es: `Después de agregar un comentario a \`${rebuild.file}\`, \`${command}\` se ejecutó otra vez${took}.${because.es}`,
    },
    expected: {
      en: 'Dependencies are installed again only when the list of dependencies changes.',
      es: 'Las dependencias se instalan de nuevo solo cuando cambia la lista de dependencias.',
    },
    actual: {
      en: `\`${command}\` did not come from the cache.`,
      es: `\`${command}\` no salió de la caché.`,
    },
    remedy: withSnippet(remedyText(installer?.manifests ?? null), lines({ rebuild, step, copy, installer })),
    where: { file: file?.file ?? 'Dockerfile', ...(where !== null && { line: where }) },
    evidence: [stepsProof(rebuild, before)],
  });
}

function remedyText(manifests: string | null): Text {
  if (manifests === null)
    return {
      en: 'Install first, and copy your source after that:',
      es: 'Instala primero y copia tu código después:',
    };
  return {
    en: 'Copy the list of dependencies alone, install, and copy the rest after that:',
    es: 'Copia solo la lista de dependencias, instala, y copia el resto después:',
  };
}

function lines({ step, copy, installer }: Repeated): string[] {
  const own = copy ? short(copy.instruction) : 'COPY . .';
  const command = short(step.instruction);
  if (!installer) return [command, own];
  const listed = /(?:-r|--requirement)[ =]?(\S+)/.exec(step.instruction)?.[1];
  const manifests = installer.name === 'pip' && listed ? listed.replace(/^.*\//, '') : installer.manifests;
  const first = manifests === null ? [] : [`COPY ${manifests} ./`];
  if (installer.download) return [...first, `RUN ${installer.download}`, own, command];
  return [...first, command, own];
}

/** Both builds, step by step. */
function stepsProof({ service, steps, seconds }: Rebuild, before: readonly BuildStep[]): Proof {
  const shown = steps.filter(({ line }) => line !== null).slice(0, PROOF_LINES - 1);
  const text = inEach((lang) => {
    const words = WORDS[lang];
    const time = (step: BuildStep | undefined) =>
      step === undefined
        ? '–'
        : step.cached
          ? words.cached
          : step.seconds === null
            ? '–'
            : `${step.seconds.toFixed(1)} s`;
    const rows = shown.map((step) => {
      const earlier = before.find(({ line }) => line === step.line);
      return `${short(step.instruction)}  ${words.first} ${time(earlier)}, ${words.second} ${time(step)}`;
    });
    return [...rows, `${words.whole} ${seconds.toFixed(1)} s`].join('\n');
  });
  const title = {
    en: `Both builds of ${service}, step by step`,
    es: `Las dos construcciones de ${service}, paso a paso`,
  };
  return { kind: 'timing', title, text };
}

const WORDS = {
  en: { first: 'first', second: 'then', cached: 'from the cache', whole: 'the whole second build' },
  es: { first: 'primero', second: 'luego', cached: 'de la caché', whole: 'toda la segunda construcción' },
};

function short(instruction: string): string {
  const plain = instruction.replace(/\s+/g, ' ').trim();
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain;
}
