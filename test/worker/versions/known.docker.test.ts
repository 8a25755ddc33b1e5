import { expect, test } from 'vitest';
import { readSettings } from '../../../src/core/settings.ts';
import { knownParts } from '../../../worker/versions/index.ts';
import { openEngine } from '../../support/engine.ts';

test('the parts of this machine tell their versions', async ({ signal }) => {
  const { engine, release } = await openEngine();
  const parts = await knownParts(engine.info, readSettings(process.env).data, signal);
  await release();
  const versions = Object.fromEntries(parts.map(({ part, version }) => [part.name, version]));
  expect(Object.keys(versions)).toEqual(['Docker Engine', 'Docker Compose', 'BuildKit', 'runc', 'git']);
  for (const name of ['Docker Engine', 'Docker Compose', 'runc', 'git']) expect(versions[name]).toMatch(/^\d+\.\d+/);
});
