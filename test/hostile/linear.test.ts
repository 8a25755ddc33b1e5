import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { repositoryAddress } from '../../src/core/address.ts';
import type { DockerfileFacts } from '../../src/core/evidence/index.ts';
import { admit } from '../../worker/admission/admit.ts';
import { filterDotEnv } from '../../worker/admission/dotenv.ts';
import { portCount } from '../../worker/admission/sources/limits.ts';
import { copyDestinations } from '../../worker/build/destinations.ts';
import { readFailure } from '../../worker/build/failure.ts';
import { foreignFrontend, withoutSyntax } from '../../worker/build/frontend.ts';
import { secretFiles } from '../../worker/build/secret-files.ts';
import { locator } from '../../worker/compose/locate.ts';
import { composeModel, type ServiceModel } from '../../worker/compose/model.ts';
import { readDockerfile } from '../../worker/resolve/dockerfiles.ts';
import { serviceFacts } from '../../worker/resolve/services.ts';
import { cpuSeconds } from '../support/cpu-seconds.ts';
import { inputOf } from '../worker/admission/support/compose.ts';
import { PROBES } from './catalog/probes.ts';
import { named, threatOf } from './catalog/threat.ts';

/** Seconds of the processor, whatever else it does. Without its bound each of these takes many times as long, or more memory than there is. */
const AT_ONCE = 2;
const nowhere = locator([{ file: 'compose.yml', text: 'services:\n  web:\n    build: .\n' }]);

describe(named(threatOf(PROBES, 'F232')), () => {
  test('in the ports of a Compose file is counted at once', () => {
    const document = parseDocument(`services: { a: { ports: ["${'1'.repeat(200_000)}", "1-${'2'.repeat(9)}"] } }`);
    expect(inTime(() => portCount(document))).toBe(222_222_223);
  });

  test('in the path of a mount is read at once', () => {
    const target = `${'/'.repeat(200_000)}x`;
    const model = modelOf({ image: 'x', volumes: [{ type: 'volume', source: 'v', target }] });
    expect(inTime(() => serviceFacts('web', model, null, '/repository', nowhere)).mounts[0]?.target).toBe('/');
  });

  test('in variables of a Dockerfile that are made of each other stays short', () => {
    const lines = Array.from({ length: 40 }, () => ['ENV', `A=${'${A}x$A'.repeat(100)}`] as const);
    const facts = dockerfile([...lines, ['WORKDIR', '/app'], ['COPY', '. /srv/$A']]);
    const [folder, place] = inTime(() => copyDestinations(facts));
    expect(folder).toBe('/app');
    expect(place?.length).toBeLessThan(5000);
  });

  test('in arguments that a FROM puts in over and over stays short', async () => {
    const text = `ARG A=${'a'.repeat(30_000)}\nFROM ${'$A'.repeat(15_000)}\n`;
    await withFile('Dockerfile', text, async (folder) => {
      const model = modelOf({ build: { context: folder, dockerfile: 'Dockerfile' } });
      const facts = await readDockerfile(folder, 'web', model, nowhere);
      expect(facts?.stages[0]?.from.reference.length).toBeLessThanOrEqual(1000);
    });
  });

  test('in a .env is searched at once', async () => {
    await withFile('.env', `${'\n'.repeat(60_000)}!\n TOKEN=abcdefgh\n`, async (folder) => {
      const began = process.cpuUsage();
      expect(await secretFiles(folder, folder, {})).toEqual([{ path: '.env', names: ['TOKEN'] }]);
      expect(cpuSeconds(began)).toBeLessThan(AT_ONCE);
    });
  });

  test('in variables of a .env that are made of each other stays short', () => {
    const text = `A=xxxxxxxx\n${Array(40)
      .fill(`A="${'$A'.repeat(50)}"`)
      .join('\n')}\n`;
    expect(inTime(() => filterDotEnv(text)).kept.A?.length).toBeLessThan(100_000);
    const comments = `A=b${' #'.repeat(30_000)}\u2028\n`;
    expect(inTime(() => filterDotEnv(comments)).kept.A).toBe('b');
  });

  test('in the first line of a Dockerfile is read at once, and names the reader that it asks for', () => {
    const tabs = '\t'.repeat(20_000);
    expect(inTime(() => foreignFrontend(`# a=${tabs}x${tabs}\u2028y\n#${tabs}syntax=${tabs}evil/reader\n`))).toEqual({
      name: 'evil/reader',
      line: 2,
    });
    expect(foreignFrontend('# a= \n# syntax=evil\n')?.name).toBe('evil');
    expect(foreignFrontend('# a=\n# syntax=evil\n')).toBeNull();
    expect(inTime(() => withoutSyntax(`# syntax=${tabs}docker/dockerfile:1${tabs}\nFROM x\n`))).toBe('#\nFROM x\n');
  });

  test('in the output of a build is read at once', () => {
    const quotes = `ERROR: failed to solve: process "${'\\"'.repeat(60_000)} no space left on device`;
    expect(inTime(() => readFailure(quotes, 'Dockerfile')).where).toEqual({ file: 'Dockerfile' });
    const steps = ` > [2/3] RUN x:\n${' > [:\r'.repeat(60_000)}\nERROR: failed to solve: x`;
    expect(inTime(() => readFailure(steps, 'Dockerfile')).instruction).toBe('RUN x');
    expect(inTime(() => readFailure(steps.slice(16), 'Dockerfile')).instruction).toBeNull();
  });

  test('in the name of an image is refused at once', async () => {
    const model = {
      services: { a: { image: `${':'.repeat(100_000)}/` }, b: { image: 'x', build: { context: '/repository' } } },
    };
    const began = process.cpuUsage();
    const { refusals } = (await admit(inputOf(model, '/repository', 'services: {}\n'))) as {
      refusals?: { rule: string }[];
    };
    expect(cpuSeconds(began)).toBeLessThan(AT_ONCE);
    expect(refusals?.map(({ rule }) => rule)).toContain('image');
  });

  test('in an address is one refusal or one address at once', () => {
    const address = `https://github.com/a/b${'.git'.repeat(50_000)}x`;
    expect(inTime(() => repositoryAddress(address)).length).toBe(address.length);
    expect(repositoryAddress('https://github.com/a/b.git/.git/')).toBe('https://github.com/a/b');
  });
});

function inTime<Result>(work: () => Result): Result {
  const began = process.cpuUsage();
  const result = work();
  expect(cpuSeconds(began)).toBeLessThan(AT_ONCE);
  return result;
}

function modelOf(web: object): ServiceModel {
  const model = composeModel.parse({ services: { web } }).services.web;
  if (!model) throw new Error('the model has lost its service');
  return model;
}

function dockerfile(lines: readonly (readonly [string, string])[]): DockerfileFacts {
  const instructions = lines.map(([keyword, text], at) => ({ keyword, text, line: at + 1, stage: 0 }));
  return { service: 'web', file: 'Dockerfile', exists: true, stages: [], instructions };
}

async function withFile(name: string, text: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'dockgrade-linear-')));
  try {
    await writeFile(join(folder, name), text);
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
