const NAME = /pass(word|wd)?|pwd|secret|token|api_?key|private_?key|credential/i;
/** Names that only point to a secret, or count and describe one. */
const POINTER = /_FILE$|_(EXPIRES?|EXPIRATION|TTL|LENGTH|ROUNDS|ISSUER|ALGORITHM|HOST|PORT|URL)(_IN)?$/i;
const URL_PASSWORD = /^([a-z][a-z0-9+.-]*:\/\/[^:/?#@]*:)([^@/]+)(@.*)$/i;
const MASK = '••••';

/** Whether a variable holds a secret, by its name or by a URL with a password in it. */
export function isSecret(name: string, value: string): boolean {
  if (value === '' || /^(true|false|yes|no)$/i.test(value)) return false;
  return (NAME.test(name) && !POINTER.test(name)) || URL_PASSWORD.test(value);
}

/** The value as a report may show it. */
export function shown(name: string, value: string): string {
  if (URL_PASSWORD.test(value)) return value.replace(URL_PASSWORD, `$1${MASK}$3`);
  return isSecret(name, value) ? MASK : value;
}

/** The secret inside a value: what has to be hidden in logs too. */
export function secretIn(name: string, value: string): string | null {
  const url = URL_PASSWORD.exec(value);
  if (url) return url[2] ?? null;
  return isSecret(name, value) ? value : null;
}

/**
 * Hides the secrets of a submission. Words that also stand in the open (a user, a database, a service of the same name) stay, or half of
 * every log would be dots; so do very short ones.
 */
export function masker(secrets: ReadonlySet<string>, open: ReadonlySet<string>): (text: string) => string {
  return (text) => {
    let masked = text;
    for (const secret of secrets) if (secret.length >= 4 && !open.has(secret)) masked = masked.replaceAll(secret, MASK);
    return masked;
  };
}

/** The same, and paths of this machine are told from the repository's top: where a run has its folder is nobody's business. */
export function withoutPlace(folder: string, mask: (text: string) => string): (text: string) => string {
  return (text) =>
    mask(text).replaceAll(`${folder}/context/`, '').replaceAll(`${folder}/context`, '.').replaceAll(folder, '…');
}
