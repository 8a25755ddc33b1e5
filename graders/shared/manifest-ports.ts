import type {
  ContainerFacts,
  ManifestDocument,
  ResolveEvidence,
  ServiceFacts,
  Where,
} from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import { fullName, isTrusted, OFFICIAL } from './publishers.ts';

/** Something in a manifest that does not fit. */
export interface Misfit {
  where: Where;
  what: Text;
}

type Placed = ManifestDocument & { file: string };

/** Ports in manifests that nothing listens on. Says nothing where it cannot be told what a container listens on. */
export function portMisfits(resolve: ResolveEvidence): Misfit[] {
  const documents = placed(resolve);
  return documents.flatMap((document) => [
    ...document.containers.flatMap((container) => containerMisfits(resolve, document, container)),
    ...targetMisfits(resolve, document, documents),
  ]);
}

function containerMisfits(resolve: ResolveEvidence, document: Placed, container: ContainerFacts): Misfit[] {
  const real = listensOn(resolve, document, container);
  const [first] = container.ports;
  if (real.size === 0 || first === undefined || container.ports.some(({ number }) => real.has(number))) return [];
  const list = [...real].join(', ');
  return [
    {
      where: { file: document.file, line: first.line },
      what: {
        en: `\`containerPort\` is ${first.number}, but the application in this container listens on ${list}`,
        es: `\`containerPort\` es ${first.number}, pero la aplicación de este contenedor escucha en ${list}`,
      },
    },
  ];
}

/** A Service that leads to a port which none of its pods has. */
function targetMisfits(resolve: ResolveEvidence, { file, leads }: Placed, documents: readonly Placed[]): Misfit[] {
  const selector = Object.entries(leads?.selector ?? {});
  if (leads === null || selector.length === 0) return [];
  const pods = documents.filter(({ labels }) => selector.every(([key, value]) => labels[key] === value));
  const containers = pods.flatMap((pod) => pod.containers.map((container) => ({ pod, container })));
  const named = containers.flatMap(({ container }) => container.ports);
  const open = containers.flatMap(({ pod, container }) => [
    ...container.ports.map(({ number }) => number),
    ...listensOn(resolve, pod, container),
  ]);
  if (containers.length === 0) return [];
  return leads.ports.flatMap(({ target, line }) => {
    const fits = typeof target === 'string' ? named.some(({ name }) => name === target) : open.includes(target);
    if (fits || (typeof target === 'number' && open.length === 0)) return [];
    const list = [...new Set(named.map(({ name, number }) => (name === null ? `${number}` : `${name} (${number})`)))];
    const has = list.join(', ') || [...new Set(open)].join(', ') || '–';
    return [
      {
        where: { file, line },
        what: {
          en: `the Service leads to the port ${target}, but its pods have: ${has}`,
          es: `el Service lleva al puerto ${target}, pero sus pods tienen: ${has}`,
        },
      },
    ];
  });
}

/** The ports on which the repository's own application in this container listens; none when it is another's image, or cannot be told. */
function listensOn(resolve: ResolveEvidence, document: Placed, container: ContainerFacts): Set<number> {
  const service = serviceIn(resolve, document, container);
  if (service === undefined) return new Set();
  const declared = resolve.dockerfiles
    .filter((dockerfile) => dockerfile.service === service.name)
    .flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'EXPOSE'))
    .flatMap(({ text }) => text.split(/\s+/).map((port) => Number.parseInt(port, 10)))
    .filter(Number.isInteger);
  const app = resolve.app?.service === service.name && resolve.app.port !== null ? [resolve.app.port] : [];
  const known = [...app, ...service.ports.map(({ target }) => target), ...service.expose, ...declared];
  return new Set(known.length === 0 ? [] : [...known, ...container.told]);
}

/**
 * The service of the Compose file that a container runs: by its image's name, by a name of its own, or because there is one application here and one
 * there. None for an image that others publish.
 */
function serviceIn(resolve: ResolveEvidence, document: Placed, container: ContainerFacts): ServiceFacts | undefined {
  const { name, image } = container;
  const applications = resolve.services.filter((service) => resolve.applications.includes(service.name));
  if (image === null || isForeign(resolve, image)) return undefined;
  const names = [name, document.name, fullName(image).split('/').at(-1)];
  const others = placed(resolve).flatMap(({ containers }) => containers);
  const alone = others.every(
    (other) => other.image === image || other.image === null || isForeign(resolve, other.image),
  );
  return (
    applications.find((service) => service.image && fullName(service.image.reference) === fullName(image)) ??
    applications.find((service) => names.includes(service.name)) ??
    (alone && applications.length === 1 ? applications[0] : undefined)
  );
}

/** Published by others, or fetched by the Compose file as well. A name without a namespace may be an image that is only on the student's machine. */
function isForeign({ services }: ResolveEvidence, image: string): boolean {
  const name = fullName(image);
  const fetched = services.some(
    (service) => service.build === null && service.image && fullName(service.image.reference) === name,
  );
  return fetched || (image.includes('/') ? isTrusted(image) : OFFICIAL.includes(name.split('/').at(-1) ?? ''));
}

function placed({ delivery }: ResolveEvidence): Placed[] {
  return (delivery?.manifests ?? []).flatMap(({ file, documents }) =>
    documents.map((document) => ({ ...document, file })),
  );
}
