import type { Answer } from '../../src/core/evidence/common.ts';

/** One request to one address. The address comes from the engine, never from a name that a student chose. */
export interface ProberRequest {
  /** IPv4 or IPv6 address. */
  address: string;
  port: number;
  method: string;
  /** With query; sent as it is. */
  path: string;
  headers: Record<string, string>;
  body: string | null;
  /** Milliseconds until the whole answer must be there. */
  timeout: number;
}

/**
 * Talks to applications from a small process of its own: it holds no secret, runs without privileges, and lives in the engine's network
 * namespace where there is one. Requests may run concurrently; each has its own connection. Whatever an application does is an `Answer`;
 * only the death of the process itself is an exception (`prober-failed`).
 */
export interface Prober {
  send(request: ProberRequest, signal: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}
