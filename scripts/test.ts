import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/** Runs every check, shows its output as it comes, and ends with the line `N passed, N failed`. */
interface Count {
  passed: number;
  failed: number;
}

const ROOT = join(import.meta.dirname, '..');
const results = [
  await check('lint', 'biome', ['check', '--error-on-warnings']),
  await check('types', 'tsc', ['--noEmit']),
  ...(await allTests()),
];
const passed = sum('passed');
const failed = sum('failed');
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function sum(key: keyof Count): number {
  return results.reduce((total, result) => total + result[key], 0);
}

/** A program whose exit status says it all: one check. */
async function check(name: string, program: string, args: string[]): Promise<Count> {
  process.stdout.write(`\n== ${name}\n`);
  const succeeded = (await start(program, args)) === 0;
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
}

/**
 * First what takes all that the machine has, alone: it would keep others from being in time, and they it. Then those on one engine, which wait as often as
 * they compute, and beside them all others. With arguments, whatever Vitest makes of these.
 */
async function allTests(): Promise<Count[]> {
  const given = process.argv.slice(2);
  process.stdout.write('\n== tests\n');
  if (given.length > 0) return [await tests(given)];
  const greedy = await tests(['--project', 'hostile']);
  const others = ['unit', 'browser', 'service'].flatMap((name) => ['--project', name]);
  return [greedy, ...(await Promise.all([tests(['--project', 'docker']), tests(others)]))];
}

/** Counts by Vitest's own account. A test that was skipped, and a fault outside of all tests, count as failed. */
async function tests(chosen: string[]): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-test-'));
  try {
    const file = join(folder, 'results.json');
    const status = await start('vitest', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...chosen,
    ]);
    const { numTotalTests, numPassedTests } = JSON.parse(await readFile(file, 'utf8'));
    const failures = numTotalTests - numPassedTests;
    return { passed: numPassedTests, failed: failures === 0 && status !== 0 ? 1 : failures };
  } catch (error) {
    process.stderr.write(`The tests gave no result: ${error}\n`);
    return { passed: 0, failed: 1 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function start(program: string, args: string[]): Promise<number | undefined> {
  const { exitCode } = await execa(program, args, {
    cwd: ROOT,
    preferLocal: true,
    localDir: ROOT,
    stdio: 'inherit',
    reject: false,
  });
  return exitCode;
}
