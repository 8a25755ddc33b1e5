import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that grade on a real engine: minutes instead of milliseconds. */
const ON_DOCKER = ['test/scenarios.test.ts', 'test/**/*.docker.test.ts'];

/** Those among them that use up what the machine has, or hold it to a time. */
const GREEDY = ['test/hostile/**/*.docker.test.ts'];

/** A service with an engine of its own, which it fills anew: minutes too, but in nobody's way. */
const WITH_OWN_ENGINE = ['test/cli/serve.docker.test.ts'];

/** Tests in a real browser. */
const IN_BROWSER = ['test/browser/**/*.test.ts'];

const MINUTE = 60_000;
/** A condition is waited for as long as a busy machine needs: what takes too long is asked for with a time of its own. */
const PATIENT = { expect: { poll: { timeout: MINUTE / 2 } } };
const LONG = { ...PATIENT, testTimeout: 15 * MINUTE, hookTimeout: 5 * MINUTE };
/** Most of them wait for other programs; left to itself, Vitest takes one core less than there is. */
const SIDE_BY_SIDE = {
  ...PATIENT,
  testTimeout: 2 * MINUTE,
  hookTimeout: 2 * MINUTE,
  maxWorkers: Math.max(2, availableParallelism()),
  sequence: { groupOrder: 0 },
};
/** One file after the other. */
const ON_ONE_ENGINE = {
  ...LONG,
  globalSetup: 'test/support/engine.ts',
  fileParallelism: false,
  maxConcurrency: 4,
  sequence: { groupOrder: 1 },
};

export default defineConfig({
  test: {
    retry: 0,
    allowOnly: false,
    passWithNoTests: false,
    dangerouslyIgnoreUnhandledErrors: false,
    setupFiles: 'test/support/warnings.ts',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...ON_DOCKER, ...IN_BROWSER],
          ...SIDE_BY_SIDE,
        },
      },
      {
        test: {
          name: 'browser',
          include: IN_BROWSER,
          ...SIDE_BY_SIDE,
        },
      },
      {
        test: {
          ...SIDE_BY_SIDE,
          name: 'service',
          include: WITH_OWN_ENGINE,
          ...LONG,
        },
      },
      {
        test: {
          name: 'docker',
          include: ON_DOCKER,
          exclude: [...WITH_OWN_ENGINE, ...GREEDY],
          ...ON_ONE_ENGINE,
        },
      },
      {
        test: {
          name: 'hostile',
          include: GREEDY,
          ...ON_ONE_ENGINE,
        },
      },
    ],
  },
});
