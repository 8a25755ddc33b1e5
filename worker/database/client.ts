import type { Look } from '../../src/core/evidence/index.ts';
import type { Container, Engine } from '../engine/engine.ts';

/**
 * A database spoken to through its own client program, in its own container, with the credentials of its environment. Every call is one
 * program in the container, so callers ask as little as they can.
 */
export interface DatabaseClient {
  /** The server answers queries over TCP (a server that is still initialising listens on its socket only). */
  ping(): Promise<boolean>;
  /** The directory that the server writes to, as the server says; null when it does not. */
  dataDirectory(): Promise<string | null>;
  /** Writes a marker into a place of our own, beside the application's data; true when the server has confirmed it. */
  write(marker: string): Promise<boolean>;
  read(marker: string): Promise<Look>;
}

/** What came of one statement or command. */
export interface Said {
  ok: boolean;
  text: string;
  error: string;
}
export type Ask = (command: readonly string[], env?: Record<string, string>, timeout?: number) => Promise<Said>;

/** Milliseconds for a client, and for a file that is read: who makes them hang shall not use up a stage's time. */
const TIMEOUT = 10_000;
const READ_TIMEOUT = 3000;

/** Runs client programs in a container. */
export function asker(engine: Engine, container: Container, signal: AbortSignal): Ask {
  return async (command, env, timeout = TIMEOUT) => {
    const { exitCode, stdout, stderr } = await engine.exec(container.Id, command, {
      signal,
      timeout,
      ...(env && { env }),
    });
    return { ok: exitCode === 0, text: stdout.trim(), error: stderr };
  };
}

/** Asks with the first of several programs that the image has. */
export async function askEither(
  ask: Ask,
  programs: readonly string[],
  args: readonly string[],
  env?: Record<string, string>,
): Promise<Said> {
  let said: Said = { ok: false, text: '', error: '' };
  for (const program of programs) {
    said = await ask([program, ...args], env);
    if (said.ok || !/executable file not found|no such file/.test(said.error + said.text)) break;
  }
  return said;
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
    if (file !== undefined) return (await ask(['cat', file], {}, READ_TIMEOUT)).text || null;
  }
  return null;
}

/** How a client program is told the port, where the server's command line asks for one of its own. */
export function portOption({ Config }: Container, option: string): string[] {
  const line = [...[Config.Entrypoint ?? []].flat(), ...(Config.Cmd ?? [])].join(' ');
  const port = /(?:^|\s)(?:-[pP]\s*|--port[\s=]|-c\s*port\s*=\s*)(\d{2,5})(?=\s|$)/.exec(line)?.[1];
  return port === undefined ? [] : [option, port];
}

/** What an answer says about a marker. A server that says that our own table is not there has answered: the marker is lost with it. */
export function lookIn({ ok, text, error }: Said, marker: string): Look {
  if (ok) return text.includes(marker) ? 'found' : 'lost';
  return /does ?n[o']t exist|Unknown database/i.test(error) ? 'lost' : 'no-answer';
}
