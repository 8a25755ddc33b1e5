import type { Told } from './errors.ts';
import type { Lang } from './text.ts';

/** What can be wrong with the address of a repository. */
export type AddressMistake = keyof typeof WHY;

const USUAL = {
  en: 'Give an address such as https://github.com/user/repository.',
  es: 'Da una dirección como https://github.com/usuario/repositorio.',
};
const INSTEAD = {
  en: (instead: string) => `Give the address of the repository alone: ${instead} (a branch is named apart from it).`,
  es: (instead: string) => `Da solo la dirección del repositorio: ${instead} (la rama se indica aparte).`,
};
const WITH_HTTPS = {
  en: (instead: string) => `Use its HTTPS address: ${instead}`,
  es: (instead: string) => `Usa su dirección HTTPS: ${instead}`,
};

const WHY = {
  ssh: { en: 'is an SSH address', es: 'es una dirección SSH' },
  bare: { en: 'has no https:// at its beginning', es: 'no empieza con https://' },
  http: { en: 'is an http:// address, not https://', es: 'empieza con http://, no con https://' },
  none: { en: 'is no HTTPS address', es: 'no es una dirección HTTPS' },
  protocol: { en: 'is no https:// address', es: 'no es una dirección https://' },
  credentials: { en: 'holds a user name or a password', es: 'lleva un nombre de usuario o una contraseña' },
  extra: { en: 'has a part after "?" or "#"', es: 'tiene una parte después de "?" o "#"' },
  host: { en: 'has a host that is no plain host name', es: 'tiene un servidor que no es un nombre común' },
  foreign: {
    en: 'holds a character that no repository has in its name',
    es: 'tiene un carácter que ningún repositorio lleva en su nombre',
  },
  'only-host': { en: 'names a host but no repository', es: 'nombra un servidor pero ningún repositorio' },
  'only-account': { en: 'names an account but no repository', es: 'nombra una cuenta pero ningún repositorio' },
  inside: { en: 'is a page inside a repository', es: 'es una página dentro de un repositorio' },
} as const;

const REMEDIES: Partial<Record<AddressMistake, Record<Lang, (instead: string) => string>>> = {
  ssh: WITH_HTTPS,
  bare: WITH_HTTPS,
  http: WITH_HTTPS,
  extra: INSTEAD,
  inside: INSTEAD,
  credentials: {
    en: () => 'Take it out of the address: only public repositories are read.',
    es: () => 'Quítalo de la dirección: solo se leen repositorios públicos.',
  },
};

/** What is wrong with this address and what to write in its place, in every language. */
export function addressTold(mistake: AddressMistake, repository: string, instead: string): Record<Lang, Told> {
  const remedy = (lang: Lang) => REMEDIES[mistake]?.[lang](instead) ?? USUAL[lang];
  return {
    en: { message: `The repository "${repository}" ${WHY[mistake].en}.`, remedy: remedy('en') },
    es: { message: `El repositorio "${repository}" ${WHY[mistake].es}.`, remedy: remedy('es') },
  };
}
