import { checkRef, repositoryAddress } from '../../core/address.ts';
import { DockgradeError, type ErrorCode } from '../../core/errors.ts';

/** The repository in one way of writing, on a host that is taken; else `repository-not-allowed`, with its place. */
export function takenRepository(repository: string, hosts: readonly string[]): string {
  const address = placed('/repository', 'repository-not-allowed', () => repositoryAddress(repository));
  const { host } = new URL(address);
  if (hosts.includes(host)) return address;
  throw new DockgradeError('repository-not-allowed', `Repositories on ${host} are not taken here.`, {
    remedy: `Hand in one on ${hosts.join(', ')}.`,
    es: {
      message: `Aquí no se aceptan repositorios de ${host}.`,
      remedy: `Entrega uno que esté en ${hosts.join(', ')}.`,
    },
    errors: [{ where: '/repository', message: `expected a repository on ${hosts.join(', ')}` }],
  });
}

/** Null for the default branch. `ref-unknown`, with its place, for what can be the name of none. */
export function takenRef(ref: string | undefined): string | null {
  if (ref === undefined) return null;
  placed('/ref', 'ref-unknown', () => checkRef(ref));
  return ref;
}

/** `request-invalid` unless it is 1 to 255 characters that can be printed. */
export function takenKey(key: string | null): string | null {
  if (key === null || /^[\x20-\x7e]{1,255}$/.test(key)) return key;
  const message = 'expected 1 to 255 printable ASCII characters';
  throw new DockgradeError('request-invalid', 'The Idempotency-Key cannot be used.', {
    remedy: 'Send a fresh random value with each new submission, such as a UUID.',
    errors: [{ where: 'Idempotency-Key', message }],
  });
}

/** What the command line says to whoever uses it wrongly, with the place in the request. */
function placed<Value>(where: string, code: ErrorCode, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof DockgradeError)) throw error;
    const { message, remedy, es } = error;
    const options = { cause: error, es, errors: [{ where, message }] };
    throw new DockgradeError(code, message, remedy === undefined ? options : { ...options, remedy });
  }
}
