import { writeSync } from 'node:fs';
import { defaultRubric, diagnoses, graders } from '../../src/cli/registry.ts';
import { makeLog } from '../../src/core/log.ts';
import { connectQueue } from '../../src/queue/connect.ts';
import { makeService } from '../../src/service/make.ts';
import { openStore } from '../../src/store/open.ts';
import { lookAtRepository } from '../../worker/fetch/look.ts';

/** `accepting-child.ts ADDRESS REDIS PERSON`: hands in, prints the id the moment it is stored, and does no more until it is killed. */
const [address = '', redis = '', id = ''] = process.argv.slice(2);
const log = makeLog('error', 'api');
const store = await openStore(JSON.parse(address));
const accept = store.submissions.accept;
store.submissions.accept = async (...args) => {
  const accepted = await accept.apply(store.submissions, args);
  if (accepted.outcome === 'accepted') writeSync(1, `${accepted.submission.id}\n`);
  // Here the process is killed.
  return new Promise(() => setInterval(() => undefined, 1000));
};
const student = await store.people.person(id);
if (!student) throw new Error(`there is no person ${id}`);
const queue = connectQueue(redis, { log });
const service = makeService({
  store,
  queue,
  graders,
  diagnoses,
  defaultRubric,
  gitHosts: ['github.com'],
  lookAtRepository: lookAtRepository([]),
  url: 'http://localhost',
  log,
});
await service.submissions.submit(
  student,
  { assignment: 'homework', repository: 'https://github.com/student/homework' },
  null,
);
