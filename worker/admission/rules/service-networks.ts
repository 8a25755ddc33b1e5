import type { ComposeService } from '../model.ts';
import { entriesOf, fieldsOf, isUnset, textsOf } from '../values.ts';
import { askedFor, type Desk, type Rule } from './rule.ts';

const ADDRESSES = ['ipv4_address', 'ipv6_address', 'link_local_ips', 'mac_address', 'driver_opts', 'interface_name'];

/** Which networks of the stack a service joins, and under which other names. Addresses are the engine's to give. */
export const serviceNetworks: Rule<ComposeService> = {
  id: 'service-networks',
  keys: ['networks', 'mac_address'],
  apply(desk) {
    const { value, out, note } = desk;
    if (!isUnset(value.mac_address)) note('strip', fixedAddress('mac_address'), 'mac_address');
    if (out.network_mode === 'none') return;
    out.networks = {};
    const joined = entriesOf(value.networks);
    const declared = fieldsOf(desk.review.model.networks);
    for (const [network, options] of joined) {
      if (network !== 'default' && !Object.hasOwn(declared, network)) {
        desk.refuse(notDeclared(network), 'networks', { has: network });
        continue;
      }
      for (const key of askedFor(options, ADDRESSES)) note('strip', fixedAddress(key), 'networks', network, key);
      out.networks[network] = null;
      addAliases(desk, network, textsOf(options.aliases));
    }
    if (joined.length === 0) out.networks.default = null;
  },
};

/** Gives a service more names in one of its networks. A name that no resolver would take is left out. */
export function addAliases(desk: Desk<ComposeService>, network: string, names: readonly string[]): void {
  const networks = desk.out.networks ?? {};
  const aliases = new Set(networks[network]?.aliases);
  for (const name of names) {
    if (/^[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,62})$/.test(name)) aliases.add(name);
    else desk.note('strip', notAName(name), 'networks', network, 'aliases');
  }
  if (aliases.size > 0) networks[network] = { aliases: [...aliases] };
}

function notDeclared(network: string) {
  return {
    en: `The network \`${network}\` must be declared under \`networks:\` at the end of the file.`,
    es: `La red \`${network}\` debe declararse en \`networks:\` al final del archivo.`,
  };
}

function fixedAddress(key: string) {
  return {
    en: `\`${key}\` is left out: the engine gives the addresses. Where \`environment\`, \`command\` or \`entrypoint\` name such an address, the service name stands there instead; what looks for it elsewhere (in the code, say) does not find it: use the service name, which works everywhere.`,
    es: `\`${key}\` se omite: las direcciones las asigna el motor. Donde \`environment\`, \`command\` o \`entrypoint\` nombran una dirección así, está el nombre del servicio en su lugar; lo que la busca en otra parte (por ejemplo en el código) no la encuentra: usa el nombre del servicio, que funciona en todas partes.`,
  };
}

function notAName(name: string) {
  return {
    en: `The alias \`${name}\` is no host name and is left out.`,
    es: `El alias \`${name}\` no es un nombre de host válido y se omite.`,
  };
}
