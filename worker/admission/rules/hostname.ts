import type { ComposeService } from '../model.ts';
import { isUnset, textOf } from '../values.ts';
import type { Rule } from './rule.ts';

/** What a container calls itself. */
export const hostname: Rule<ComposeService> = {
  id: 'hostname',
  keys: ['hostname', 'domainname'],
  apply({ value, out, note }) {
    const host = textOf(value.hostname);
    if (host !== undefined && /^[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/.test(host)) out.hostname = host;
    else if (!isUnset(host)) note('strip', invalid('hostname'), 'hostname');
    const domain = textOf(value.domainname);
    if (domain !== undefined && /^[a-zA-Z0-9]([a-zA-Z0-9.-]{0,61}[a-zA-Z0-9])?$/.test(domain)) out.domainname = domain;
    else if (!isUnset(domain)) note('strip', invalid('domainname'), 'domainname');
  },
};

function invalid(key: string) {
  return {
    en: `\`${key}\` is left out: it may hold letters, digits and hyphens, 63 at most.`,
    es: `\`${key}\` se omite: puede tener letras, números y guiones, 63 como máximo.`,
  };
}
