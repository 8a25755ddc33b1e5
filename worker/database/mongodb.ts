import type { Container } from '../engine/engine.ts';
import { type Ask, askEither, type DatabaseClient, lookIn, portOption, setting } from './client.ts';

/** Images before version 6 have the shell `mongo` instead of `mongosh`; what is asked here is the same in both. */
export async function mongodbClient(container: Container, ask: Ask): Promise<DatabaseClient> {
  const user = await setting(container, ask, 'MONGO_INITDB_ROOT_USERNAME', 'MONGODB_ROOT_USER');
  const password = (await setting(container, ask, 'MONGO_INITDB_ROOT_PASSWORD', 'MONGODB_ROOT_PASSWORD')) ?? '';
  const login = user === null ? [] : ['-u', user, '-p', password, '--authenticationDatabase', 'admin'];
  const args = ['--quiet', '--host', '127.0.0.1', ...portOption(container, '--port'), ...login, 'dockgrade', '--eval'];
  const evaluate = (script: string) => askEither(ask, ['mongosh', 'mongo'], [...args, script]);
  const find = (marker: string) => `print(JSON.stringify(db.marker.findOne({ value: "${marker}" })))`;
  return {
    ping: async () => (await evaluate('print(db.runCommand({ ping: 1 }).ok)')).text === '1',
    dataDirectory: async () => {
      const script =
        'print(((db.adminCommand({ getCmdLineOpts: 1 }).parsed || {}).storage || {}).dbPath || "/data/db")';
      return (await evaluate(script)).text || null;
    },
    write: async (marker) =>
      (await evaluate(`db.marker.insertOne({ value: "${marker}" }); ${find(marker)}`)).text.includes(marker),
    read: async (marker) => lookIn(await evaluate(find(marker)), marker),
  };
}
