import { describe, expect, test } from 'vitest';
import { admitted } from './support/compose.ts';

describe('an honest file is admitted, and means what it meant', () => {
  test('F72 an application with PostgreSQL, a volume and an init script', async ({ signal }) => {
    const { model, createFolders, copies } = await admitted(
      {
        'compose.yaml': `
services:
  app:
    build: .
    ports: ["3000:3000"]
    depends_on: { db: { condition: service_healthy } }
    environment: { DATABASE_URL: "postgres://app:pa$$word@db/app" }
  db:
    image: postgres:16
    environment: [POSTGRES_PASSWORD=pa$$word]
    volumes: ["data:/var/lib/postgresql/data", "./init.sql:/docker-entrypoint-initdb.d/init.sql:ro"]
    healthcheck: { test: ["CMD", "pg_isready"], interval: 10s }
volumes: { data: }
`,
        Dockerfile: 'FROM node:24\n',
        'init.sql': 'create table t ();\n',
      },
      signal,
    );
    const { app, db } = model.services;
    expect(app?.image).toBe('gabcdefghijklmnopqrstuvwxyz/app:run');
    expect(app?.ports).toBeUndefined();
    expect(app?.depends_on).toEqual({ db: { condition: 'service_healthy', required: true } });
    expect(app?.environment).toEqual({ DATABASE_URL: 'postgres://app:pa$$word@db/app' });
    expect(db?.volumes).toMatchObject([
      { type: 'bind', target: '/docker-entrypoint-initdb.d/init.sql', read_only: true },
      { type: 'volume', source: 'data', target: '/var/lib/postgresql/data' },
    ]);
    expect(db?.healthcheck).toEqual({
      test: ['CMD', 'pg_isready'],
      interval: '10s',
      start_period: '20s',
      start_interval: '200ms',
    });
    expect(model.volumes.data?.name).toBe('gabcdefghijklmnopqrstuvwxyz_data');
    expect(model.networks.default).toMatchObject({ name: 'gabcdefghijklmnopqrstuvwxyz_default', internal: true });
    expect({ createFolders, copies }).toEqual({ createFolders: [], copies: [] });
  });

  test('F72 source mounted over the application, with its node_modules in an anonymous volume', async ({ signal }) => {
    const { model, checkout } = await admitted(
      {
        'compose.yaml': `
services:
  app: { build: ., volumes: [".:/app", "/app/node_modules"] }
`,
        Dockerfile: 'FROM node:24\n',
      },
      signal,
    );
    expect(model.services.app?.volumes).toEqual([
      { type: 'bind', source: checkout, target: '/app', bind: { create_host_path: false } },
      { type: 'volume', target: '/app/node_modules', volume: {} },
    ]);
  });

  test('links and a container name stay host names', async ({ signal }) => {
    const { model, notes } = await admitted(
      {
        'compose.yaml': `
services:
  app: { image: "node:24", links: ["db:database", db] }
  db: { image: "postgres:16", container_name: my_postgres }
`,
      },
      signal,
    );
    expect(model.services.db?.networks).toEqual({ default: { aliases: ['my_postgres', 'database'] } });
    expect(model.services.app?.depends_on).toEqual({
      db: { condition: 'service_started', restart: true, required: true },
    });
    expect(notes).toContainEqual(
      expect.objectContaining({ rule: 'container-name', where: { file: 'compose.yaml', line: 4 } }),
    );
  });

  test('anchors, extends, include, env_file and a secret from a file', async ({ signal }) => {
    const { model, checkout } = await admitted(
      {
        'compose.yaml': `
include: [extra/compose.yaml]
x-common: &common { restart: unless-stopped }
services:
  app:
    <<: *common
    extends: { file: base.yaml, service: base }
    env_file: app.env
    secrets: [password]
secrets: { password: { file: ./password.txt } }
`,
        'base.yaml': 'services: { base: { image: "node:24", init: true } }\n',
        'extra/compose.yaml': 'services: { cache: { image: "redis:7" } }\n',
        'app.env': 'PORT=3000\n',
        'password.txt': 'x\n',
      },
      signal,
    );
    expect(Object.keys(model.services)).toEqual(['app', 'cache']);
    expect(model.services.app).toMatchObject({
      init: true,
      restart: 'on-failure:5',
      environment: { PORT: '3000' },
      secrets: [{ source: 'password', target: '/run/secrets/password' }],
    });
    expect(model.secrets.password?.file).toBe(`${checkout}/password.txt`);
  });

  test('two services that run the image which one of them builds', async ({ signal }) => {
    const { model } = await admitted(
      {
        'compose.yaml': `
services:
  web: { build: ., image: "shop:latest" }
  worker: { image: shop, command: [node, worker.js] }
`,
        Dockerfile: 'FROM node:24\n',
      },
      signal,
    );
    expect(model.services.worker?.image).toBe(model.services.web?.image);
  });

  test('limits, a user, several networks and a folder that is not there yet', async ({ signal }) => {
    const { model, createFolders, checkout } = await admitted(
      {
        'compose.yaml': `
services:
  app:
    image: node:24
    user: "1000:1000"
    networks: { front: , back: { aliases: [api] } }
    deploy: { resources: { limits: { cpus: '0.5', memory: 128M } }, restart_policy: { condition: on-failure } }
    volumes: ["./uploads:/uploads"]
    expose: [3000]
    stop_grace_period: 3s
    ulimits: { nofile: 20000 }
networks: { front: , back: { internal: true } }
`,
      },
      signal,
    );
    expect(model.services.app).toMatchObject({
      user: '1000:1000',
      networks: { front: null, back: { aliases: ['api'] } },
      mem_limit: String(128 * 1024 ** 2),
      cpus: 0.5,
      restart: 'on-failure:5',
      expose: ['3000'],
      stop_grace_period: '3s',
      ulimits: { nofile: { soft: 20_000, hard: 20_000 } },
    });
    expect(createFolders).toEqual([`${checkout}/uploads`]);
  });
});
