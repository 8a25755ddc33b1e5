import { DockgradeError } from '../../core/errors.ts';

const REMEDY = 'Look at DOCKGRADE_URL; on your own machine `make start` starts the service.';
const TLS_REMEDY =
  'Look at DOCKGRADE_URL. Where the service has a certificate of its own, NODE_EXTRA_CA_CERTS names the file of its authority.';

/** Why a request came to nothing, by the code of Node's error. */
const REASONS: Record<string, { reason: string; remedy?: string }> = {
  ECONNREFUSED: { reason: 'nothing listens there' },
  ENOTFOUND: { reason: 'there is no such host' },
  EAI_AGAIN: { reason: 'its name cannot be looked up now', remedy: "Look at this machine's network, then try again." },
  EHOSTUNREACH: { reason: 'there is no way to this host', remedy: "Look at this machine's network, then try again." },
  ENETUNREACH: { reason: 'there is no way to this host', remedy: "Look at this machine's network, then try again." },
  'bad port': { reason: 'no web service uses this port', remedy: 'Look at DOCKGRADE_URL.' },
  ECONNRESET: { reason: 'the connection was cut', remedy: 'Try again.' },
  UND_ERR_SOCKET: { reason: 'the connection was cut', remedy: 'Try again.' },
  UND_ERR_CONNECT_TIMEOUT: { reason: 'it does not answer' },
  ETIMEDOUT: { reason: 'it does not answer' },
  CERT_HAS_EXPIRED: { reason: 'its certificate is no longer valid', remedy: 'Tell who runs the service.' },
  ERR_TLS_CERT_ALTNAME_INVALID: { reason: 'its certificate is for another host', remedy: TLS_REMEDY },
  EPROTO: { reason: 'it does not speak TLS', remedy: 'Does DOCKGRADE_URL begin with http:// instead of https://?' },
  ERR_SSL_WRONG_VERSION_NUMBER: {
    reason: 'it does not speak TLS',
    remedy: 'Does DOCKGRADE_URL begin with http:// instead of https://?',
  },
};

/** `service-unreachable`, with the reason that an exception of `fetch` tells. */
export function unreachable(url: string, cause: unknown): DockgradeError {
  const code = codeOf(cause);
  const known = REASONS[code] ?? byKind(code);
  return new DockgradeError('service-unreachable', `the service at ${url} cannot be reached: ${known.reason}`, {
    cause,
    remedy: known.remedy ?? REMEDY,
  });
}

function byKind(code: string): { reason: string; remedy?: string } {
  if (code === 'TimeoutError') return { reason: 'it does not answer' };
  if (code.startsWith('HPE_')) return { reason: 'it does not speak HTTP' };
  if (/CERT|SIGNED|ISSUER|SIGNATURE/.test(code))
    return { reason: `its certificate is not trusted`, remedy: TLS_REMEDY };
  return { reason: code };
}

/** `fetch` tells what happened in the cause of its error; where it tried several addresses, in theirs. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  const { code } = error as NodeJS.ErrnoException;
  if (error.name === 'TimeoutError') return error.name;
  if (typeof code === 'string') return code;
  return error.cause === undefined ? error.message : codeOf(error.cause);
}
