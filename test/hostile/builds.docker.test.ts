import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, type TestContext, test } from 'vitest';
import type { Report } from '../../src/core/report/schema.ts';
import { commandLine } from '../../worker/engine/own/processes.ts';
import { Grading, withImages } from '../support/grading.ts';
import { gradeFiles, type HostileFiles, writeFiles } from '../support/hostile.ts';
import { insideEngine } from '../support/inside-engine.ts';
import { withFolder } from '../support/scenario.ts';
import { SMALL_BASE } from '../support/small-submission.ts';
import { assignment, builds, line, stack } from './building.ts';
import { BUILDS } from './catalog/builds.ts';
import { named, type Threat, threatOf } from './catalog/threat.ts';

/** The image of a run that goes on beside these. */
const OF_ANOTHER = `g${'0'.repeat(26)}/web:run`;
/** Built here by somebody who uses the same engine. */
const ONLY_HERE = 'hostile-only-here:1';

const MIB = 1024 ** 2;

const name = (id: Threat['id']) => named(threatOf(BUILDS, id));
let grading: Grading;
beforeAll(async () => {
  grading = await Grading.open();
});
afterAll(() => grading.close());

test(`${name('F95')}; ${name('F180')}`, async ({ expect, signal }) => {
  await using inside = await insideEngine(grading.engine.info);
  const files = stack({
    loopback: `FROM scratch\nADD http://127.0.0.1:${inside.port}/s /s\n`,
    metadata: 'FROM scratch\nADD http://169.254.169.254/latest/ /s\n',
    byName: `FROM scratch\nADD http://files.example.com:${inside.port}/s /s\n`,
    clone: 'FROM scratch\nADD https://github.com/moby/buildkit.git /s\n',
    ssh: 'FROM scratch\nADD git@127.0.0.1:x/y.git /s\n',
  });
  const report = await gradeFiles(grading, files, signal, assignment());
  const refused = Object.fromEntries(builds(report).map(({ service, failure }) => [service, failure?.refused?.kind]));
  expect(refused).toEqual({
    loopback: 'download',
    metadata: 'download',
    byName: 'download',
    clone: 'repository',
    ssh: 'repository',
  });
  expect(line(report)).toMatchObject({ verdict: 'fail', where: { file: 'byName.Dockerfile', line: 2 } });
  expect(line(report).remedy).toMatch(/`COPY` it.*RUN curl/s);
  expect(inside.callers()).toBe(0);
});

test(`${name('F181')}; ${name('F182')}; ${name('F94')}; ${name('F96')}`, async ({ expect, signal }) => {
  const docker = (...args: string[]) => execa('docker', ['--host', grading.engine.info.host, ...args]);
  await execa('docker', ['--host', grading.engine.info.host, 'build', '--tag', ONLY_HERE, '-'], {
    input: 'FROM scratch\nLABEL made=here\n',
  });
  const files = stack({
    from: `FROM ${OF_ANOTHER}\n`,
    fromByDefault: `ARG WHICH\nFROM \${WHICH:-${OF_ANOTHER}}\n`,
    copies: `FROM scratch\nCOPY --from=${OF_ANOTHER} /etc/passwd /x\n`,
    mounts: `FROM ${SMALL_BASE}\nRUN --mount=type=bind,from=${OF_ANOTHER},target=/m cp /m/etc/passwd /x\n`,
    local: `FROM ${ONLY_HERE}\n`,
    registry: 'FROM 169.254.169.254/evil/base:1\n',
    frontend: `# syntax=${OF_ANOTHER}\nFROM scratch\n`,
    slashes: `#!/bin/sh\n// syntax=${OF_ANOTHER}\nFROM scratch\n`,
    network: `FROM ${SMALL_BASE}\nRUN --network=host true\n`,
    insecure: `FROM ${SMALL_BASE}\nRUN --security=insecure true\n`,
  });
  try {
    const report = await withImages(grading.engine, { [OF_ANOTHER]: SMALL_BASE }, signal, () =>
      gradeFiles(grading, files, signal, assignment()),
    );
    const refused = builds(report).map(({ service, failure }) => [service, failure?.refused, failure?.where?.line]);
    const other = { kind: 'image', what: OF_ANOTHER };
    const expected = [
      ['from', other, 1],
      ['fromByDefault', other, 2],
      ['copies', other, 2],
      ['mounts', other, 2],
      ['local', { kind: 'image', what: ONLY_HERE }, 1],
      ['registry', { kind: 'image', what: '169.254.169.254/evil/base:1' }, 1],
      ['frontend', { kind: 'frontend', what: OF_ANOTHER }, 1],
      ['slashes', { kind: 'frontend', what: OF_ANOTHER }, 2],
      ['network', { kind: 'rights', what: 'network.host' }, 2],
      ['insecure', { kind: 'rights', what: 'security.insecure' }, 2],
    ];
    expect(refused.sort()).toEqual(expected.sort());
  } finally {
    await docker('rmi', ONLY_HERE);
  }
});

describe.concurrent('A build that misbehaves is stopped, and nothing of it runs on:', () => {
  test(name('F99'), async (context) => {
    const busy = `FROM ${SMALL_BASE}\nRUN : MARK; while :; do :; done\n`;
    const honest = `FROM ${SMALL_BASE}\nRUN echo ${randomUUID()}; exit 9\n`;
    const [{ report, ended }, neighbour] = await Promise.all([
      gradedAlone(context, stack({ app: busy }), { time: '20s' }),
      gradedAlone(context, stack({ app: honest }), {}),
    ]);
    context.expect(builds(neighbour.report)).toMatchObject([{ failure: { exitCode: 9 } }]);
    context.expect(neighbour.ended).toBeLessThan(ended);
    context.expect(builds(report)).toMatchObject([{ outcome: 'timeout' }]);
    context.expect(line(report).message).toContain('while :; do :; done');
  });

  test(name('F100'), async (context) => {
    const bomb = `FROM ${SMALL_BASE}\nRUN perl -e '"MARK"; while (1) { fork }'\n`;
    const { report } = await gradedAlone(context, stack({ app: bomb }), { pids: 100 });
    context.expect(builds(report)[0]?.failure?.limit).toEqual({ kind: 'processes', most: 100 });
  });

  test(name('F101'), async (context) => {
    const filler = `echo MARK; i=0; while :; do i=$((i+1)); dd if=/dev/zero of=/x$i bs=1M count=20 2>/dev/null || exit 1; done`;
    const { report, mark } = await gradedAlone(context, stack({ app: `FROM ${SMALL_BASE}\nRUN ${filler}\n` }), {
      disk: '200m',
    });
    context.expect(builds(report)[0]?.failure?.limit).toEqual({ kind: 'disk', most: 200 * MIB });
    await context.expect.poll(() => cached(mark)).toEqual([]);
  });

  test(name('F102'), async (context) => {
    const flood = `FROM ${SMALL_BASE}\nRUN yes MARK\n`;
    const { report, logs, mark } = await gradedAlone(context, stack({ app: flood }), { time: '20s' });
    context.expect(builds(report)).toMatchObject([{ outcome: 'timeout' }]);
    context.expect(builds(report)[0]?.log.length).toBeGreaterThan(10_000);
    context.expect(JSON.stringify(report).length).toBeLessThan(200_000);
    // Whoever watches is told of its last lines, at most once a second.
    context.expect(logs.flat().join('\n')).toContain(mark);
    context.expect(Math.max(...logs.map((lines) => lines.length))).toBe(20);
    context.expect(logs.length).toBeLessThanOrEqual(12);
  });

  test(name('F183'), async (context) => {
    const hog = `FROM ${SMALL_BASE}\nRUN perl -e '"MARK"; $x = "x" x 500_000_000; print length $x'\n`;
    const { report } = await gradedAlone(context, stack({ app: hog }), { memory: '100m' });
    context.expect(builds(report)[0]?.failure?.limit).toEqual({ kind: 'memory', most: 100 * MIB });
  });
});

test(`${name('F104')}; ${name('F185')}`, async ({ expect, signal }) => {
  const { 'docker-compose.yml': compose, ...dockerfiles } = stack({ app: `FROM ${SMALL_BASE}\nCMD ["true"]\n` });
  const files = { ...dockerfiles, 'docker-compose.yml': `${compose}  other: { image: "${SMALL_BASE}" }\n` };
  const report = await gradeFiles(grading, files, signal, assignment({ disk: '50m' }));
  const limit = { kind: 'image', most: 50 * MIB };
  expect(builds(report)).toMatchObject([
    { service: 'app', outcome: 'failed', failure: { limit } },
    { service: 'other', outcome: 'failed', failure: { limit, where: { file: 'docker-compose.yml', line: 3 } } },
  ]);
  expect(line(report).message).toBe('The image of app is larger than an image may be here (52 MB).');
});

test(name('F184'), async (context) => {
  // A compressed file is one after the other: the same megabytes serve many members of the archive.
  const bomb = `head -c 100M /dev/zero | gzip -1 >/tmp/$$
    for i in 1 2 3 4 5 6 7 8 9; do
      truncate -s 100M f$i && tar -cf - f$i | head -c 512 | gzip >>bomb.tar.gz && cat /tmp/$$ >>bomb.tar.gz
    done
    rm /tmp/$$ f*`;
  const { report } = await gradedAlone(
    context,
    // The builder ends a comment with its line, whatever stands at its end.
    stack({ app: 'FROM scratch\n# see the manual`\nADD bomb.tar.gz /\n' }),
    { disk: '300m' },
    bomb,
  );
  context.expect(builds(report)[0]?.failure?.limit).toEqual({ kind: 'disk', most: 300 * MIB });
  context.expect(line(report)).toMatchObject({ actual: 'bomb.tar.gz unpacks to more than 315 MB', where: { line: 3 } });
});

test(`${name('F186')}; ${name('F187')}`, async (context) => {
  const [id, secret] = [randomUUID(), 'secrets: { s: { file: ./s } }\n'];
  const instructions = [
    `FROM ${SMALL_BASE}`,
    `RUN --mount=type=cache,id=${id},target=/c echo found $(ls /c); touch /c/left`,
    `RUN --mount=type=secret,id=s echo ${id} length $(wc -c < /run/secrets/s)`,
    'RUN exit 9',
  ];
  const { 'docker-compose.yml': compose = '', ...files } = stack({ app: instructions.join('\n') });
  const withSecret = `${compose}`.replace('.Dockerfile', '.Dockerfile, secrets: [s]') + secret;
  for (const [text, length] of [
    ['one', 3],
    ['three', 5],
  ] as const) {
    const { report } = await gradedAlone(context, { ...files, 'docker-compose.yml': withSecret, s: text }, {});
    const [build] = builds(report);
    context.expect(build).toMatchObject({ failure: { exitCode: 9 } });
    context.expect(build?.steps?.map((step) => step.cached)).toEqual([false, false, false]);
    context.expect(build?.log).toMatch(/ found\n/);
    context.expect(build?.log).toContain(`length ${length}`);
    const kept = await cached(`cached mount /c from exec /bin/sh -c echo found`);
    context.expect(kept.filter((said) => said.includes(id))).toEqual([]);
  }
});

test(name('F261'), async (context) => {
  const mount = `RUN --mount=type=cache,id=${randomUUID()},target=/c`;
  const everybodys = [`FROM ${SMALL_BASE}`, `${mount} \\`, '  echo found $(ls /c)', 'RUN exit 9'].join('\n');
  const filling = `FROM ${SMALL_BASE}\n${mount} touch /c/left\n`;
  const attacker = await gradedAlone(context, stack({ a: filling, b: everybodys }), {});
  context.expect(builds(attacker.report)[1]?.log).toContain(' found left');
  const { report } = await gradedAlone(context, stack({ b: everybodys }), {});
  context.expect(builds(report)[0]?.log).toMatch(/ found\n/);
  context.expect(builds(report)[0]?.steps?.map((step) => step.cached)).toEqual([false, false]);
});

interface Graded {
  report: Report;
  mark: string;
  /** What whoever watched was told of it. */
  logs: string[][];
  /** When its builds had ended. */
  ended: number;
}

/** Grades with a word of its own in the place of MARK, and holds that no process with that word runs on. */
async function gradedAlone(
  context: TestContext,
  files: HostileFiles,
  limits: Record<string, unknown>,
  prepare?: string,
): Promise<Graded> {
  const mark = `m${randomUUID()}`;
  const marked = Object.entries(files).map(([path, text]) => [path, `${text}`.replaceAll('MARK', mark)]);
  return withFolder(async (folder) => {
    await writeFiles(folder, Object.fromEntries(marked));
    if (prepare !== undefined) await execa('sh', ['-c', prepare], { cwd: folder });
    const logs: string[][] = [];
    const report = await grading.report(folder, assignment(limits), context.signal, (event) => {
      if (event.type === 'stage-log') logs.push(event.lines);
    });
    context.expect(report.leftovers).toMatchObject({ containers: 0, networks: 0, volumes: 0, images: 0 });
    context.expect(running(mark)).toEqual([]);
    const stage = report.stages.find((one) => one.stage === 'build');
    return { report, mark, logs, ended: Date.parse(stage?.startedAt ?? '') + (stage?.seconds ?? Number.NaN) * 1000 };
  });
}

function running(word: string): string[] {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.map((pid) => commandLine(Number(pid)).join(' ')).filter((line) => line.includes(word));
}

/** What the builder keeps, by a word in the instruction. */
async function cached(word: string): Promise<string[]> {
  const args = ['--host', grading.engine.info.host, 'buildx', 'du', '--builder', 'default', '--verbose'];
  const { stdout } = await execa('docker', args);
  return stdout.split('\n').filter((said) => said.startsWith('Description:') && said.includes(word));
}
