import type { Container } from '../engine/engine.ts';
import { type Ask, type DatabaseClient, lookIn, portOption, type Said, setting } from './client.ts';

/** redis-cli exits with 0 for errors of the server too, so the text decides. */
export async function redisClient(container: Container, ask: Ask): Promise<DatabaseClient> {
  const command = [...(container.Config.Entrypoint ?? []), ...(container.Config.Cmd ?? [])].flatMap((word) =>
    word.split(/\s+/),
  );
  const inCommand = command[command.indexOf('--requirepass') + 1];
  const password = command.includes('--requirepass')
    ? (inCommand ?? '')
    : ((await setting(container, ask, 'REDIS_PASSWORD')) ?? '');
  const send = async (...words: string[]): Promise<Said> => {
    const said = await ask(
      ['redis-cli', '-h', '127.0.0.1', ...portOption(container, '-p'), ...words],
      password === '' ? {} : { REDISCLI_AUTH: password },
    );
    return { ...said, ok: said.ok && !/^\(error\)|^(ERR|NOAUTH|LOADING|MISCONF|WRONGPASS)/.test(said.text) };
  };
  return {
    ping: async () => (await send('PING')).text === 'PONG',
    dataDirectory: async () => (await send('CONFIG', 'GET', 'dir')).text.split('\n')[1]?.trim() || null,
    write: async (marker) => (await send('SET', `dockgrade:${marker}`, marker)).text === 'OK',
    read: async (marker) => lookIn(await send('GET', `dockgrade:${marker}`), marker),
  };
}
