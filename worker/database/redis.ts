import type { Container } from '../engine/engine.ts';
import { type Ask, type DatabaseClient, lookIn, setting } from './client.ts';

/** redis-cli exits with 0 for errors of the server too, so the text decides. */
export async function redisClient(container: Container, ask: Ask): Promise<DatabaseClient> {
  const command = [...(container.Config.Entrypoint ?? []), ...(container.Config.Cmd ?? [])].flatMap((word) =>
    word.split(/\s+/),
  );
  const inCommand = command[command.indexOf('--requirepass') + 1];
  const password = command.includes('--requirepass')
    ? (inCommand ?? '')
    : ((await setting(container, ask, 'REDIS_PASSWORD')) ?? '');
  const send = async (...words: string[]) => {
    const answer = await ask(
      ['redis-cli', '-h', '127.0.0.1', ...words],
      password === '' ? {} : { REDISCLI_AUTH: password },
    );
    return answer === null || /^\(error\)|^(ERR|NOAUTH|LOADING|MISCONF|WRONGPASS)/.test(answer) ? null : answer.trim();
  };
  return {
    ping: async () => (await send('PING')) === 'PONG',
    dataDirectory: async () => (await send('CONFIG', 'GET', 'dir'))?.split('\n')[1]?.trim() || null,
    write: async (marker) => (await send('SET', `dockgrade:${marker}`, marker)) === 'OK',
    read: async (marker) => lookIn(await send('GET', `dockgrade:${marker}`), marker),
  };
}
