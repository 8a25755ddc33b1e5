import type { ComposeService } from '../model.ts';
import type { Review } from '../review.ts';
import { isUnset, textsOf } from '../values.ts';
import type { Rule } from './rule.ts';
import { addAliases } from './service-networks.ts';

/** A link is a second name for another service. It is given to that service; the order of starting is among `depends_on` already. */
export const links: Rule<ComposeService> = {
  id: 'links',
  keys: ['links', 'external_links'],
  apply(desk) {
    const { value, out, review, refuse } = desk;
    for (const link of textsOf(value.links)) {
      const { target, alias } = partsOf(link);
      const taken = alias !== target && review.services.has(alias);
      if (!review.services.has(target) || taken) refuse(notOurs(link), 'links', { has: target });
    }
    if (!isUnset(value.external_links)) refuse(notOurs(textsOf(value.external_links).join(', ')), 'external_links');
    for (const network of Object.keys(out.networks ?? {})) addAliases(desk, network, aliasesFor(review, desk.name));
  },
};

/** The names by which other services link to this one. */
function aliasesFor(review: Review, name: string): string[] {
  const all = [...review.services.values()].flatMap((service) => textsOf(service.links).map(partsOf));
  return all.filter(({ target, alias }) => target === name && alias !== name).map(({ alias }) => alias);
}

function partsOf(link: string): { target: string; alias: string } {
  const [target = '', alias = target] = link.split(':');
  return { target, alias };
}

function notOurs(link: string) {
  return {
    en: `The link \`${link}\` must lead to another service of this file, under a name that is still free. Services find each other by name without links.`,
    es: `El enlace \`${link}\` debe llevar a otro servicio de este archivo, con un nombre que esté libre. Los servicios se encuentran por su nombre sin enlaces.`,
  };
}
