import type { Review } from '../review.ts';
import type { Rule } from './rule.ts';

const MAX_SERVICES = 10;

/** How many services a stack has, and how they are called: their names become names of images and hosts. */
export const serviceName: Rule<Review> = {
  id: 'service-name',
  keys: ['services'],
  apply({ review, refuse }) {
    const names = [...review.services.keys()];
    if (names.length === 0 || names.length > MAX_SERVICES) {
      refuse(
        {
          en: `The file has ${names.length} services; here it may have 1 to ${MAX_SERVICES}.`,
          es: `El archivo tiene ${names.length} servicios; aquí puede tener de 1 a ${MAX_SERVICES}.`,
        },
        'services',
      );
    }
    const seen = new Set<string>();
    for (const name of names) {
      const lower = name.toLowerCase();
      if (/^[a-z0-9]([a-z0-9_.-]{0,61}[a-z0-9])?$/.test(lower) && !seen.has(lower)) {
        seen.add(lower);
        continue;
      }
      refuse(
        {
          en: `\`${name}\` cannot be the name of a service: use letters, digits, \`-\`, \`_\` and \`.\`, 63 at most, and each name once (capital letters make no difference).`,
          es: `\`${name}\` no puede ser el nombre de un servicio: usa letras, números, \`-\`, \`_\` y \`.\`, 63 como máximo, y cada nombre una vez (las mayúsculas no cuentan).`,
        },
        'services',
        name,
      );
    }
  },
};
