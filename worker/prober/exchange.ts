import { type ClientRequest, type IncomingMessage, request as open } from 'node:http';
import { isIP } from 'node:net';
import type { Answer } from '../../src/core/evidence/common.ts';
import type { ProberRequest } from './prober.ts';

/** Bytes of an answer's body that are kept; then reading stops. */
const BODY_LIMIT = 64 * 1024;
const HEADER_LIMIT = 16 * 1024;
/** An application that sends more 1xx answers than this has no answer. */
const INFORMATION_LIMIT = 10;

/** What a browser-like client sends: an application must not be able to tell a grader from a visitor. */
const USUAL_HEADERS = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  accept: 'application/json, text/html;q=0.9, */*;q=0.8',
};

/**
 * One HTTP/1.1 request on a connection of its own; redirects are not followed, nothing is decompressed. Whatever the other side does becomes
 * an `Answer`. An answer whose body is endless, cut off or too long counts with what came of it (`truncated`).
 */
export function exchange(request: ProberRequest, signal: AbortSignal): Promise<Answer> {
  const started = performance.now();
  const seconds = () => Math.round(performance.now() - started) / 1000;
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const failed = (error: string, message: string) => resolve({ ok: false, error, message, seconds: seconds() });
  if (isIP(request.address) === 0) {
    failed('no-address', `"${request.address}" is no IP address`);
    return promise;
  }

  let client: ClientRequest;
  try {
    client = open(optionsOf(request));
  } catch (error) {
    failed((error as NodeJS.ErrnoException).code ?? 'invalid-request', (error as Error).message);
    return promise;
  }
  // One piece of memory, however many pieces the body comes in.
  const body = Buffer.allocUnsafe(BODY_LIMIT);
  let size = 0;
  let head: IncomingMessage | undefined;
  let over = false;
  const answered = (truncated: boolean) => {
    over = true;
    const bytes = body.subarray(0, Math.min(size, BODY_LIMIT));
    resolve({
      ok: true,
      status: head?.statusCode ?? 0,
      contentType: head?.headers['content-type']?.slice(0, 200) ?? null,
      body: new TextDecoder().decode(bytes, { stream: truncated }),
      truncated,
      seconds: seconds(),
    });
  };
  const broken = (error: NodeJS.ErrnoException) => {
    if (error.code?.startsWith('HPE_')) failed('invalid-http', error.message);
    else if (head) answered(true);
    else failed(error.code ?? 'invalid-http', error.message);
  };
  const late = () => (head ? answered(true) : failed('timeout', `no answer within ${request.timeout / 1000} s`));
  const timer = setTimeout(late, request.timeout);
  const aborted = () => failed('aborted', 'the request was given up');
  signal.addEventListener('abort', aborted, { once: true });

  let informations = 0;
  client.on('information', () => {
    informations += 1;
    if (informations > INFORMATION_LIMIT)
      failed('invalid-http', 'one interim answer after the other, and no final one');
  });
  client.on('upgrade', (message) => {
    head = message;
    answered(false);
  });
  client.on('response', (message) => {
    head = message;
    message.on('data', (chunk: Buffer) => {
      // Thousands of pieces may have come at once, and are told of even when nobody listens any more.
      if (over) return;
      chunk.copy(body, size);
      size += chunk.length;
      if (size > BODY_LIMIT) answered(true);
    });
    message.on('end', () => answered(false));
    message.on('error', broken);
  });
  client.on('error', broken);
  client.end(request.body ?? undefined);

  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', aborted);
    client.destroy();
  });
}

function optionsOf(request: ProberRequest) {
  const given = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const length = request.body === null ? {} : { 'content-length': Buffer.byteLength(request.body) };
  return {
    host: request.address,
    port: request.port,
    method: request.method,
    path: request.path,
    agent: false,
    setHost: false,
    maxHeaderSize: HEADER_LIMIT,
    headers: {
      host: `localhost:${request.port}`,
      ...USUAL_HEADERS,
      ...Object.fromEntries(given),
      ...length,
      'accept-encoding': 'identity',
      connection: 'close',
    },
  };
}
