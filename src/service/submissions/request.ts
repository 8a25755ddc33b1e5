import { checkRef, repositoryAddress } from '../../core/address.ts';
import { DockgradeError } from '../../core/errors.ts';

/** The repository in one way of writing, on a host that is taken. `request-invalid` with its place, or `repository-not-allowed`. */
export function takenRepository(repository: string, hosts: readonly string[]): string {
  const address = placed('/repository', () => repositoryAddress(repository));
  const { host } = new URL(address);
  if (hosts.includes(host)) return address;
  throw new DockgradeError('repository-not-allowed', `Repositories on ${host} are not taken here.`, {
    remedy: `Hand in one on ${hosts.join(', ')}.`,
    errors: [{ where: '/repository', message: `expected a repository on ${hosts.join(', ')}` }],
  });
}

export function takenRef(ref: string | undefined): string | null {
  if (ref === undefined) return null;
  placed('/ref', () => checkRef(ref));
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

/** What the parser of the command line calls a wrong usage is a mistake in the request here: the same sentence, and its place. */
function placed<Value>(where: string, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof DockgradeError)) throw error;
    const { message, remedy } = error;
    const options = { cause: error, errors: [{ where, message }] };
    throw new DockgradeError('request-invalid', message, remedy === undefined ? options : { ...options, remedy });
  }
}
