import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { DockgradeError } from '../../src/core/errors.ts';
import { nodePin, type Pin } from './pin.ts';

const SUFFIX = '/info/refs';

/**
 * Where a host says that a repository moved to. Only moves within the same host are followed (a renamed repository, a missing `.git`): git itself
 * would follow to any host, also to one inside the network of the worker. `pin` is where that host is. Throws `repository-unreachable`.
 */
export async function followRedirect(url: URL, pin: Pin, signal: AbortSignal): Promise<URL> {
  const asked = new URL(`${url.href.replace(/\/$/, '')}${SUFFIX}?service=git-upload-pack`);
  const location = await locationOf(asked, pin, signal);
  const target = location !== undefined && URL.canParse(location, asked.href) ? new URL(location, asked) : null;
  if (target?.origin !== url.origin || !target.pathname.endsWith(SUFFIX)) {
    throw new DockgradeError(
      'repository-unreachable',
      `${url.href} redirects to another place, which is not followed.`,
      {
        remedy: 'Give the address of the repository itself.',
      },
    );
  }
  return new URL(target.pathname.slice(0, -SUFFIX.length), url);
}

async function locationOf(url: URL, pin: Pin, signal: AbortSignal): Promise<string | undefined> {
  const trusted = process.env.GIT_SSL_CAINFO ?? process.env.SSL_CERT_FILE;
  const ca = trusted ? await readFile(trusted) : undefined;
  const asking = request(url, { ca, signal, agent: false, lookup: nodePin(pin), headers: { 'user-agent': 'git/2' } });
  asking.end();
  try {
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    return answer.headers.location;
  } catch (error) {
    const message = `${url.origin} cannot be reached: ${(error as Error).message}`;
    throw new DockgradeError('repository-unreachable', message, { cause: error });
  } finally {
    asking.destroy();
  }
}
