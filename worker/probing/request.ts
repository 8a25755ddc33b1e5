import type { ProbeRequest } from '../../src/core/assignment/schema.ts';
import { type Json, substitute, substituteText, type Variables } from './variables.ts';

/** A request with its variables put in, ready to be sent to any address. */
export interface PlainRequest {
  method: string;
  /** With query, in ASCII. */
  path: string;
  headers: Record<string, string>;
  body: string | null;
}

/**
 * Puts the variables into a request of an assignment. In the path they are percent-encoded: a saved value must not change where the request
 * goes. A body of text without a content type is sent as a form, as curl does it. Throws `MissingVariable`.
 */
export function prepare(request: ProbeRequest, variables: Variables): PlainRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), substituteText(value, variables)]),
  );
  const path = ascii(substituteText(request.path, variables, (value) => encodeURIComponent(value.toWellFormed())));
  if (request.json !== undefined) {
    const body = JSON.stringify(substitute(request.json as Json, variables));
    return { method: request.method, path, headers: { 'content-type': 'application/json', ...headers }, body };
  }
  if (request.body !== undefined) {
    const body = substituteText(request.body, variables);
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return { method: request.method, path, headers: { ...type, ...headers }, body };
  }
  return { method: request.method, path, headers, body: null };
}

/** What may not stand in a request line is percent-encoded; what is encoded already stays. */
function ascii(path: string): string {
  return path.toWellFormed().replace(/[^\x21-\x7e]/gu, (sign) => encodeURIComponent(sign));
}
