import { lstat, readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { prepare } from '../../../worker/admission/prepare.ts';
import { admitted } from './support/compose.ts';

test('what lies inside a writable mount is mounted from a copy that the container cannot reach', async ({ signal }) => {
  const { model, notes, checkout, ...preparation } = await admitted(
    {
      'compose.yaml': `
services:
  app:
    image: node:24
    volumes: [".:/app"]
    secrets: [password]
  db:
    image: postgres:16
    volumes: ["./init.sql:/docker-entrypoint-initdb.d/init.sql:ro", "./pgdata:/var/lib/postgresql/data", "./conf:/conf"]
secrets: { password: { file: password.txt } }
`,
      'init.sql': 'select 1;\n',
      'conf/sub/link': { link: '/etc' },
      'password.txt': 'x',
    },
    signal,
  );
  await prepare(preparation);
  const [app, init, data, conf] = Object.values(model.services).flatMap((service) => service.volumes ?? []);
  expect(app).toMatchObject({ source: checkout });
  const copies = [init, data, conf].map((mount) => (mount?.type === 'bind' ? mount.source : ''));
  expect(copies.every((path) => path.startsWith(`${checkout}-mounts/`))).toBe(true);
  expect(await readFile(copies[0] ?? '', 'utf8')).toBe('select 1;\n');
  expect((await lstat(copies[1] ?? '')).isDirectory()).toBe(true);
  expect((await lstat(`${copies[2]}/sub/link`)).isSymbolicLink()).toBe(true);
  expect(await readFile(model.secrets.password?.file ?? '', 'utf8')).toBe('x');
  expect(model.secrets.password?.file).not.toContain(`${checkout}/`);
  expect(notes.filter((note) => note.rule === 'bind-copied').map((note) => note.where.line)).toEqual([9, 9, 9]);
});

test('mounts beside each other, or inside one that is read only, stay where they are', async ({ signal }) => {
  const { model, copies, checkout } = await admitted(
    {
      'compose.yaml': `
services:
  app: { image: "node:24", volumes: [".:/app:ro", "./data:/data"] }
  db: { image: "postgres:16", volumes: ["./data:/data", "./database:/x"] }
`,
      'data/x': '',
      'database/x': '',
    },
    signal,
  );
  expect(copies).toEqual([]);
  const sources = Object.values(model.services).flatMap((service) => service.volumes ?? []);
  expect(sources.map((mount) => mount.type === 'bind' && mount.source)).toEqual([
    checkout,
    `${checkout}/data`,
    `${checkout}/data`,
    `${checkout}/database`,
  ]);
});

test('a folder that plain Docker would create is created', async ({ signal }) => {
  const { createFolders, copies, checkout } = await admitted(
    { 'compose.yaml': 'services: { app: { image: "node:24", volumes: ["./a/b:/x", "./a/b:/y"] } }\n' },
    signal,
  );
  expect(createFolders).toEqual([`${checkout}/a/b`]);
  await prepare({ createFolders, copies, files: [] });
  await writeFile(`${checkout}/a/b/file`, 'x');
  await prepare({ createFolders, copies, files: [] });
  expect(await readFile(`${checkout}/a/b/file`, 'utf8')).toBe('x');
});
