import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { DockgradeError } from '../../core/errors.ts';
import { cleanTexts } from '../../core/report/clean.ts';
import type { Connection } from './connection.ts';
import { noDockgrade, problemOf } from './problem.ts';
import { unreachable } from './unreachable.ts';

export interface Asked {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** What is undefined is left out. */
  query?: Record<string, string | number | undefined>;
  /** Sent as JSON; a file as it is. */
  body?: object | { type: string; content: Uint8Array };
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** Milliseconds that an answer may take; live streams have their own care. */
const PATIENCE = 30_000;
/** Milliseconds before the second and the third try. */
const PAUSES = [250, 1000];

/**
 * Asks the API, and parses what it answers; control characters are taken out. Where the service cannot be reached it is asked again, twice, unless that
 * could do something twice. Throws what the API tells, `service-unreachable`, or `setting-invalid` when no dockgrade is there.
 */
export async function ask<Schema extends z.ZodType>(
  connection: Connection,
  schema: Schema,
  path: string,
  asked: Asked = {},
): Promise<z.infer<Schema>> {
  const text = await askText(connection, path, asked);
  const parsed = schema.safeParse(json(connection.url, text));
  if (parsed.success) return cleanTexts(parsed.data);
  throw new DockgradeError('service-unreachable', `the service at ${connection.url} answers in another version`, {
    cause: parsed.error,
    remedy: 'Update dockgrade here, or there: both should be of the same version.',
  });
}

/** The answer as it came. */
export async function askText(connection: Connection, path: string, asked: Asked): Promise<string> {
  const again = asked.method !== 'POST' || asked.headers?.['idempotency-key'] !== undefined;
  for (const pause of again ? PAUSES : []) {
    try {
      return await once(connection, path, asked);
    } catch (error) {
      if (!isAway(error)) throw error;
    }
    await delay(pause, undefined, asked.signal && { signal: asked.signal }).catch(() => asked.signal?.throwIfAborted());
  }
  return once(connection, path, asked);
}

/** Whether the service, or what it needs, did not answer: it may at another time. */
export function isAway(error: unknown): boolean {
  return (
    error instanceof DockgradeError &&
    ['service-unreachable', 'store-unreachable', 'queue-unreachable'].includes(error.code)
  );
}

/** One request; an answer that is no success is thrown. */
export async function send({ url, token, lang = 'en' }: Connection, path: string, asked: Asked): Promise<Response> {
  const { method = 'GET', query = {}, body, headers, signal } = asked;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const { type, content } = payload(body);
  try {
    const response = await fetch(`${url}${path}${search.size > 0 ? `?${search}` : ''}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        'accept-language': lang,
        authorization: `Bearer ${token}`,
        ...(type && { 'content-type': type }),
        ...headers,
      },
      ...(content && { body: content }),
      ...(signal && { signal }),
    });
    if (response.ok) return response;
    throw await problemOf(url, response, lang);
  } catch (error) {
    throw broken(url, error, signal);
  }
}

/** What `fetch` or a body threw, in our words; what was thrown to interrupt it stays what it is. */
export function broken(url: string, error: unknown, signal?: AbortSignal): unknown {
  if (error instanceof DockgradeError) return error;
  return signal?.reason instanceof DockgradeError ? signal.reason : unreachable(url, error);
}

async function once(connection: Connection, path: string, asked: Asked): Promise<string> {
  const patience = AbortSignal.timeout(PATIENCE);
  const signal = asked.signal ? AbortSignal.any([asked.signal, patience]) : patience;
  const response = await send(connection, path, { ...asked, signal });
  try {
    return await response.text();
  } catch (error) {
    throw broken(connection.url, error, signal);
  }
}

function payload(body: Asked['body']): { type?: string; content?: string | Uint8Array<ArrayBuffer> } {
  if (body === undefined) return {};
  if ('content' in body && body.content instanceof Uint8Array)
    return { type: (body as { type: string }).type, content: new Uint8Array(body.content) };
  return { type: 'application/json', content: JSON.stringify(body) };
}

function json(url: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw noDockgrade(url, /^\s*</.test(text) ? 'it answered with a page' : 'its answer is no JSON');
  }
}
