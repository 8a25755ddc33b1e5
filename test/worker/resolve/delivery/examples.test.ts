import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDelivery } from '../../../../worker/resolve/delivery/index.ts';
import { ROOT } from '../../../support/places.ts';

const EXAMPLES = join(ROOT, 'examples');

test.each(readdirSync(EXAMPLES))(
  'The solution of %s tells how to start it, and builds its image on push',
  async (name) => {
    const { readmes, workflows, manifests } = await readDelivery(join(EXAMPLES, name, 'solution'));
    expect(readmes).toMatchObject([
      { file: 'README.md', commands: [{ text: expect.stringMatching(/^docker compose up/) }] },
    ]);
    expect(workflows).toMatchObject([
      { problem: null, events: expect.arrayContaining(['push']), builds: expect.arrayContaining([expect.anything()]) },
    ]);
    expect(manifests.flatMap(({ documents }) => documents.flatMap(({ problems }) => problems))).toEqual([]);
  },
);

test.each(readdirSync(EXAMPLES))('The starter of %s has no workflow yet', async (name) => {
  expect((await readDelivery(join(EXAMPLES, name, 'starter'))).workflows).toEqual([]);
});
