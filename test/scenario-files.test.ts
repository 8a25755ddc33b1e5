import { readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { graders } from '../graders/index.ts';
import { readExpected } from './support/expected.ts';
import { SCENARIOS } from './support/places.ts';
import { readScenario, withFolder, writeSubmission } from './support/scenario.ts';

const NAMES = readdirSync(SCENARIOS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.each(NAMES)('The scenario %s', (name) => {
  test('makes a submission of its own', async () => {
    const { edit, remove, base } = await readScenario(name);
    const differs = Object.keys(edit).length + remove.length > 0 || base !== undefined;
    const own = await readdir(SCENARIOS, { recursive: true });
    const adds = own.some((path) => path.startsWith(`${name}/files/`));
    expect(differs || adds).toBe(name !== 'good');
    await withFolder(async (folder) => {
      await writeSubmission(name, folder);
      expect(await readdir(folder)).not.toEqual([]);
    });
  });

  test('speaks of graders that there are', async () => {
    const { verdicts, says } = await readExpected(name);
    const known = graders.map(({ id }) => id);
    expect([...Object.keys(verdicts), ...Object.keys(says)].filter((id) => !known.includes(id))).toEqual([]);
  });
});
