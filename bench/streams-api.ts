/** The API process of `bench/streams.ts`: API, store and keeper, as `dockgrade api` has them. Prints where it listens and who may ask, and ends with its parent. */
import { makeLog } from '../src/core/log.ts';
import { openApi } from './api.ts';

const [file = '', redis = '', teachers = ''] = process.argv.slice(2);
const log = makeLog('error', 'api');
const { service, listen } = await openApi({ file }, redis, log);
const address = await listen();
service.keeper.start();

const { person } = await service.people.ensureTeacher('dgl_bench');
await service.assignments.publish(person, 'bench', 'id: bench\ntitle: Bench\n', 'en');
const { students } = await service.assignments.setRoster(person, 'bench', 'name,email\nStu Dent,stu@example.com\n');
const links = [students[0]?.link ?? ''];
for (let index = 0; index < Number(teachers); index += 1) {
  links.push((await service.people.addTeacher(person, { name: 'Tea Cher', email: `tea${index}@example.com` })).link);
}
const tokens = links.map((link) => link.split('/').at(-1));
process.stdout.write(`${JSON.stringify({ address, tokens })}\n`);
process.stdin.on('close', () => process.exit()).resume();
