import type { Look } from '../../src/core/evidence/index.ts';
import type { Container, Engine } from '../engine/engine.ts';

/** A database spoken to through its own client program, in its own container, with the credentials of its environment. */
export interface DatabaseClient {
  /** The server answers queries over TCP (a server that is still initialising listens on its socket only). */
  ping(): Promise<boolean>;
  /** The directory that the server writes to, as the server says; null when it does not. */
  dataDirectory(): Promise<string | null>;
  /** Writes a marker into a place of our own, beside the application's data. */
  write(marker: string): Promise<boolean>;
  read(marker: string): Promise<Look>;
}

/** One statement or command; null when the server did not answer or refused. */
export type Ask = (command: readonly string[], env?: Record<string, string>) => Promise<string | null>;

const TIMEOUT = 10_000;

/** Runs client programs in a container. A program that is not there, or fails, gives null. */
export function asker(engine: Engine, container: Container, signal: AbortSignal): Ask {
  return async (command, env) => {
    const result = await engine.exec(container.Id, command, { signal, timeout: TIMEOUT, ...(env && { env }) });
    return result.exitCode === 0 ? result.stdout : null;
  };
}

/** A variable of the container, or the content of the file that its `_FILE` twin names (the convention of the official images). */
export async function setting(container: Container, ask: Ask, ...names: string[]): Promise<string | null> {
  const environment = new Map(
    container.Config.Env.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );
  for (const name of names) {
    const value = environment.get(name);
    if (value !== undefined && value !== '') return value;
    const file = environment.get(`${name}_FILE`);
    if (file !== undefined) return (await ask(['cat', file]))?.trim() ?? null;
  }
  return null;
}

/** What an answer says about a marker that was looked for. */
export function lookIn(answer: string | null, marker: string): Look {
  if (answer === null) return 'no-answer';
  return answer.includes(marker) ? 'found' : 'lost';
}
