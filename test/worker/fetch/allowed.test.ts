import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { requireAllowed } from '../../../worker/fetch/allowed.ts';
import { EXAMPLE, ROOT } from '../../support/places.ts';

const refused = expect.objectContaining({ code: 'repository-not-allowed' });

test('Addresses and the bundled examples are taken by every worker', async () => {
  await requireAllowed('https://github.com/ana/homework', []);
  await requireAllowed(join(EXAMPLE, 'solution'), []);
});

test.for(['/etc', '/', '/nowhere', ROOT, `${ROOT}/examples-of-others`, `${EXAMPLE}/../../test`, '/etc\0'])(
  'A folder that nobody told the worker of is not read: %j',
  async (folder) => {
    await expect(requireAllowed(folder, [])).rejects.toEqual(refused);
  },
);

test('Folders below one that the worker was told of are taken; a symbolic link in it leads out of it', async (context) => {
  const told = await mkdtemp(join(tmpdir(), 'dockgrade-allowed-'));
  context.onTestFinished(() => rm(told, { recursive: true }));
  await symlink('/etc', join(told, 'link'));
  await requireAllowed(told, ['/nowhere', told]);
  await expect(requireAllowed(join(told, 'link'), [told])).rejects.toEqual(refused);
  await expect(requireAllowed(`${told}-of-others`, [told])).rejects.toEqual(refused);
});
