/** The API process of `bench/streams.ts`: API, store and keeper, as `dockgrade api` has them. Prints where it listens and who may ask, and ends with its parent. */
import type { AddressInfo } from 'node:net';
import { defaultRubric, diagnoses, graders } from '../graders/index.ts';
import { buildApp } from '../src/api/app.ts';
import { makeLog } from '../src/core/log.ts';
import { readSettings } from '../src/core/settings.ts';
import { connectQueue } from '../src/queue/connect.ts';
import { makeService } from '../src/service/make.ts';
import { openStore } from '../src/store/open.ts';
import { lookAtRepository } from '../worker/fetch/look.ts';

const [file = '', redis = '', teachers = ''] = process.argv.slice(2);
const log = makeLog('error', 'api');
const url = 'http://localhost';
const store = await openStore({ file });
const queue = connectQueue(redis, { log });
const service = makeService({
  store,
  queue,
  graders,
  diagnoses,
  defaultRubric,
  gitHosts: ['github.com'],
  lookAtRepository: lookAtRepository([]),
  url,
  log,
});
const { github } = readSettings({});
const app = await buildApp({ service, store, queue, github, url, trustProxy: false, log });
await app.listen({ host: '127.0.0.1', port: 0 });
service.keeper.start();

const { person } = await service.people.ensureTeacher('dgl_bench');
await service.assignments.publish(person, 'bench', 'id: bench\ntitle: Bench\n', 'en');
const { students } = await service.assignments.setRoster(person, 'bench', 'name,email\nStu Dent,stu@example.com\n');
const links = [students[0]?.link ?? ''];
for (let index = 0; index < Number(teachers); index += 1) {
  links.push((await service.people.addTeacher(person, { name: 'Tea Cher', email: `tea${index}@example.com` })).link);
}
const tokens = links.map((link) => link.split('/').at(-1));
process.stdout.write(`${JSON.stringify({ port: (app.server.address() as AddressInfo).port, tokens })}\n`);
process.stdin.on('close', () => process.exit()).resume();
