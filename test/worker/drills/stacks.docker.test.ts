import { describe, test } from 'vitest';
import { DRILLS } from '../../../src/core/evidence/drills.ts';
import { ASSIGNMENT, DOCKERFILE, drilled } from './drilled.ts';

const WITH_DATABASE = `
services:
  app: { build: ., ports: ["3000:3000"], depends_on: [store] }
  store: { image: "redis:7" }
`;

describe.concurrent('The drills', () => {
  test('find out that data lie in the layer of the application, while the database goes on', async ({ expect }) => {
    const { replace } = await drilled({ 'compose.yaml': WITH_DATABASE }, ['replace']);
    expect(replace).toMatchObject({ services: ['app'], ready: true });
    expect(replace?.rung).toMatchObject({ written: true, application: 'lost', client: 'found', found: false });
  });

  test('are made of an application that nobody asks, alone', async ({ expect }) => {
    const worker = { 'compose.yaml': 'services: { worker: { build: ., init: true } }\n' };
    const drills = await drilled(worker, ['stop', 'replace', 'health'], 'id: worker\ntitle: Worker\n');
    expect(drills).toMatchObject({
      reason: null,
      health: [{ service: 'worker', check: null }],
      stops: [{ service: 'worker', exitCode: 0 }],
      replace: { services: ['worker'], before: null, after: null, ready: true, rung: null },
    });
  });

  test('leave the stack to each other: what was stopped is started again, and its restart policy acts', async ({
    expect,
  }) => {
    const files = { 'compose.yaml': 'services: { app: { build: ., ports: ["3000:3000"], restart: on-failure } }\n' };
    const drills = await drilled(files, ['crash', 'stop', 'health']);
    expect(drills).toMatchObject({ stops: [{ exitCode: 0 }], replace: null, reason: null });
    expect(drills.crashes).toMatchObject([{ policy: 'on-failure', cameBack: true, answersAgain: true }]);
  });

  test('that need the stack are left out where the application does not answer', async ({ expect }) => {
    const silent = {
      Dockerfile: `${DOCKERFILE}CMD ["sleep", "600"]\n`,
      'compose.yaml': 'services: { app: { build: . } }\n',
    };
    const drills = await drilled(silent, [...DRILLS], `${ASSIGNMENT}ready: { path: /, within: 1s }\n`);
    expect(drills.reason?.en).toBe('the application does not answer');
    expect(drills).toMatchObject({ health: null, crashes: null, stops: null, replace: null });
  });

  test('tell of an application that does not start a second time', async ({ expect }) => {
    const once = {
      'once.sh':
        'if [ -e /state/started ]; then echo "started already" >&2; exit 1; fi\ntouch /state/started\nexec perl /server.pl\n',
      Dockerfile: `${DOCKERFILE}COPY once.sh /\nRUN mkdir /state\nCMD ["sh", "/once.sh"]\n`,
      'compose.yaml':
        'services: { app: { build: ., ports: ["3000:3000"], volumes: ["state:/state"] } }\nvolumes: { state: }\n',
    };
    const drills = await drilled(once, ['crash', 'stop', 'replace']);
    expect(drills).toMatchObject({ replace: { before: { status: 200 }, ready: false }, crashes: null });
    expect(drills.reason?.en).toContain('did not come back');
  });
});
