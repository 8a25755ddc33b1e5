import type { ComposeService } from '../model.ts';
import type { Review } from '../review.ts';
import { fieldsOf, isUnset, textOf } from '../values.ts';
import type { Rule } from './rule.ts';

const PART = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REFERENCE = new RegExp(
  `^(?:([a-zA-Z0-9.-]+(?::\\d+)?|\\[[0-9a-fA-F:.]+\\](?::\\d+)?)/)?${PART}(?:/${PART})*(?::[\\w][\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$`,
);

/**
 * Images that are built get a name of ours, so that no build replaces an image that others use; so do the services that run such an image
 * without building it. All others come from a public registry.
 */
export const image: Rule<ComposeService> = {
  id: 'image',
  keys: ['image', 'pull_policy', 'pull_refresh_after'],
  apply({ name, value, out, review, refuse }) {
    const reference = textOf(value.image);
    const builder = isUnset(value.build) ? builderOf(review, reference) : name;
    if (builder !== undefined) {
      out.image = review.input.images(builder);
      return;
    }
    if (reference === undefined || reference === '') {
      refuse({
        en: `The service \`${name}\` has neither \`image\` nor \`build\`: say which image it runs.`,
        es: `El servicio \`${name}\` no tiene \`image\` ni \`build\`: indica qué imagen ejecuta.`,
      });
    } else if (isPublic(reference)) {
      // Without a tag the engine could take such a name for the beginning of an image's id, and so for anybody's image.
      out.image = /^[0-9a-f]+$/.test(reference) ? `${reference}:latest` : reference;
    } else {
      refuse(
        {
          en: `\`image: ${reference}\` is not the name of an image in a public registry. Use one like \`postgres:16\`, or build it from your repository.`,
          es: `\`image: ${reference}\` no es el nombre de una imagen en un registro público. Usa una como \`postgres:16\`, o constrúyela desde tu repositorio.`,
        },
        'image',
      );
    }
  },
};

/** The service that builds the image which another one names. */
function builderOf(review: Review, reference: string | undefined): string | undefined {
  if (reference === undefined) return undefined;
  const wanted = withTag(reference);
  for (const [name, service] of review.services) {
    const built = textOf(service.image);
    if (!isUnset(service.build) && built !== undefined && withTag(built) === wanted) return name;
  }
  return undefined;
}

function withTag(reference: string): string {
  return /[:@]/.test(reference.slice(reference.lastIndexOf('/') + 1)) ? reference : `${reference}:latest`;
}

/** False for what no registry has: names of other runs, registries on this machine or in its network. */
export function isPublic(reference: string): boolean {
  const match = REFERENCE.exec(reference);
  if (!match || reference.length > 255) return false;
  const first = reference.includes('/') ? (reference.split('/')[0] ?? '') : '';
  if (/(^|\/)g[a-z0-9]{26}\//.test(reference) || reference.startsWith('sha256:')) return false;
  const isHost = /[.:]/.test(first) || first === 'localhost';
  if (!isHost) return true;
  const host = first.replace(/:\d+$/, '').toLowerCase();
  // The last label of a public name begins with a letter; an address, in whatever notation, does not end like that.
  return /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(host) && !/(^|\.)(localhost|local|internal|lan|home|arpa)$/.test(host);
}

/** Used for the sources of builds too: does this service build its image? */
export function isBuilt(review: Review, name: string): boolean {
  return !isUnset(fieldsOf(review.services.get(name)).build);
}
