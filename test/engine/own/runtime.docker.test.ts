import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { connectEngine } from '../../../worker/engine/connect.ts';
import { grade } from '../../../worker/grade.ts';
import { startProber } from '../../../worker/prober/start.ts';
import { bareAssignment, writeFiles } from '../../support/hostile.ts';
import { withFolder } from '../../support/scenario.ts';
import { importBase } from './base.ts';
import { temporaryHome } from './machine.ts';

const COMPOSE = 'services:\n  app:\n    image: base\n    command: sleep 60\n';
function connect(home: string, runtime: string, signal: AbortSignal) {
  return connectEngine({ home, dockerHost: null, runtime, signal, say: () => undefined });
}

test("students' containers run in the runtime that the operator chose, and are looked at for it", async ({
  signal,
}) => {
  await using place = await temporaryHome();
  const { program, called } = await markedRuntime(place.home);
  const { engine, release } = await connect(place.home, program, signal);
  const prober = startProber(engine.info);
  try {
    const docker = ['--host', engine.info.host];
    await importBase(docker);
    expect(await called()).toEqual([]);
    const run = await withFolder(async (folder) => {
      await writeFiles(folder, { 'compose.yaml': COMPOSE });
      const job = { id: randomBytes(13).toString('hex'), repository: folder, ref: null, assignment: bareAssignment() };
      const deps = { engine, prober, folder: place.home, keep: false, onEvent: () => undefined };
      return grade({ ...job, stages: ['start'] }, deps, signal);
    });
    expect(run.stages.map(({ stage, outcome }) => [stage, outcome])).toContainEqual(['start', 'ran']);
    expect(await called()).toContain('create');
    expect(await engine.facts(signal)).toMatchObject({ runtime: 'marked' });

    const before = await called();
    await execa('docker', [...docker, 'run', '--rm', 'base', '/bin/sleep', '0']);
    expect(await called()).toEqual(before);

    const other = connect(place.home, 'crun', signal);
    await expect(other).rejects.toMatchObject({ code: 'setting-invalid', message: expect.stringContaining('crun') });
  } finally {
    await prober.close();
    await release();
  }
});

test('F245 processes that a runtime tells of, and that are none of the container, are nobody’s', async ({ signal }) => {
  await using place = await temporaryHome();
  const { program, lie } = await markedRuntime(place.home);
  const { engine, release } = await connect(place.home, program, signal);
  const docker = ['--host', engine.info.host];
  await importBase(docker);
  const { stdout: id } = await execa('docker', [
    ...docker,
    'run',
    '-d',
    '--runtime',
    'marked',
    'base',
    '/bin/sleep',
    '60',
  ]);
  expect(await engine.processes(id, signal)).toMatchObject([{ command: '/bin/sleep 60' }]);
  await lie();
  expect(await engine.processes(id, signal)).toEqual([]);
  await release();
});

test('where there is no such runtime, no engine is started for it', async ({ signal }) => {
  await using place = await temporaryHome();
  const connecting = connect(place.home, '/nowhere/runsc', signal);
  await expect(connecting).rejects.toMatchObject({
    code: 'setting-invalid',
    message: expect.stringContaining('/nowhere/runsc'),
  });
});

/** runc under another name, which writes down what it is called for. `lie`: from then on the container's processes are those of another kernel. */
async function markedRuntime(home: string) {
  const program = join(home, 'marked');
  const list = join(home, 'called');
  const lying = join(home, 'lying');
  await writeFile(list, '');
  const script = [
    '#!/bin/sh',
    `for word; do case $word in create|start|delete) echo $word >> ${list};; esac; done`,
    `case " $* " in *" ps "*) if [ -e ${lying} ]; then echo '[1]'; exit; fi;; esac`,
    'exec runc "$@"',
  ];
  await writeFile(program, `${script.join('\n')}\n`);
  await chmod(program, 0o755);
  return {
    program,
    called: async () => (await readFile(list, 'utf8')).split('\n').filter(Boolean),
    lie: () => writeFile(lying, ''),
  };
}
