import { expect, test } from 'vitest';
import { locator } from '../../../worker/compose/locate.ts';
import { composeModel } from '../../../worker/compose/model.ts';
import { serviceFacts } from '../../../worker/resolve/services.ts';

const TEXT = `services:
  web:
    image: web
    container_name: my-web
    links:
      - db:database
      - db
  db:
    image: postgres:16
    restart: on-failure:3
  jobs:
    image: jobs
    deploy:
      restart_policy: { condition: any }
`;
const locate = locator([{ file: 'compose.yml', text: TEXT }]);
/** As `docker compose config --format json` prints this file. */
const { services } = composeModel.parse({
  services: {
    web: {
      image: 'web',
      container_name: 'my-web',
      links: ['db:database', 'db'],
      depends_on: { db: { condition: 'service_started', restart: true, required: true } },
    },
    db: { image: 'postgres:16', restart: 'on-failure:3' },
    jobs: { image: 'jobs', deploy: { restart_policy: { condition: 'any' } } },
  },
});

test('A fixed container name and links are known with their lines', () => {
  const facts = factsOf('web');
  expect(facts.containerName).toEqual({ name: 'my-web', where: { file: 'compose.yml', line: 4 } });
  expect(facts.links).toEqual([
    { text: 'db:database', where: { file: 'compose.yml', line: 6 } },
    { text: 'db', where: { file: 'compose.yml', line: 7 } },
  ]);
});

test('A service without them has none', () => {
  expect(factsOf('db')).toMatchObject({ containerName: null, links: [] });
});

test('Who restarts a service is known with its line, in whichever way it is written', () => {
  expect(factsOf('db').restart).toEqual({ policy: 'on-failure', where: { file: 'compose.yml', line: 10 } });
  expect(factsOf('jobs').restart).toEqual({ policy: 'always', where: { file: 'compose.yml', line: 14 } });
  expect(factsOf('web').restart).toBeNull();
});

function factsOf(name: 'web' | 'db' | 'jobs') {
  const model = services[name];
  if (!model) throw new Error(`no service ${name}`);
  return serviceFacts(name, model, null, '/', locate);
}
