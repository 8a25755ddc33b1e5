import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Grading } from '../support/grading.ts';
import { bareAssignment, gradeFiles } from '../support/hostile.ts';
import { MOUNTS } from './catalog/mounts.ts';
import { named, threatOf } from './catalog/threat.ts';
import { logOf } from './running.ts';

/** Of each path, the kernel goes through the link and back from there; by its text it leads to a folder of the repository. */
const COMPOSE = `services:
  app:
    build: { context: "\${PWD}/way/../context", additional_contexts: { more: "\${PWD}/way/../more" } }
    command: ["sh", "-c", "cat /context.txt /more.txt /mount/text.txt /run/secrets/password /settings; sleep 60"]
    volumes: ["\${PWD}/way/../mount:/mount"]
    secrets: [password]
    configs: [settings]
secrets: { password: { file: "\${PWD}/way/../password.txt" } }
configs: { settings: { file: "\${PWD}/way/../settings.txt" } }
`;
const DOCKERFILE = 'FROM node:24-slim\nCOPY text.txt /context.txt\nCOPY --from=more text.txt /more.txt\n';
const TEXTS = ['context/text.txt', 'more/text.txt', 'mount/text.txt', 'password.txt', 'settings.txt'];
const PRIVATE = 0o40700;

let grading: Grading;
let machine: string;
beforeAll(async () => {
  grading = await Grading.open();
  machine = await mkdtemp(join(tmpdir(), 'dockgrade-machine-'));
  for (const folder of ['inner', 'context', 'more', 'mount']) await mkdir(join(machine, folder));
  await chmod(join(machine, 'mount'), PRIVATE);
  for (const text of TEXTS) await writeFile(join(machine, text), 'OF THE MACHINE\n', { mode: 0o600 });
  await writeFile(join(machine, 'context/Dockerfile'), DOCKERFILE);
});
afterAll(async () => {
  await grading.close();
  await rm(machine, { recursive: true, force: true });
});

test(named(threatOf(MOUNTS, 'F260')), async ({ signal }) => {
  const own = Object.fromEntries(TEXTS.map((path) => [path, `mine: ${path}\n`]));
  const files = {
    ...own,
    'compose.yaml': COMPOSE,
    'context/Dockerfile': DOCKERFILE,
    way: { link: join(machine, 'inner') },
  };
  const report = await gradeFiles(grading, files, signal, bareAssignment({ ready: { within: '2s' } }));
  for (const path of ['mount', 'mount/text.txt', 'password.txt']) {
    const { uid, mode } = await stat(join(machine, path));
    expect([path, uid, mode]).toEqual([path, process.getuid?.(), path === 'mount' ? PRIVATE : 0o100600]);
  }
  const log = logOf(report, 'app');
  for (const path of TEXTS) expect(log).toContain(`mine: ${path}`);
  expect(JSON.stringify(report)).not.toContain('OF THE MACHINE');
});
