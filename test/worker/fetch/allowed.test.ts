import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { requireAllowed } from '../../../worker/fetch/allowed.ts';
import { EXAMPLE, ROOT } from '../../support/places.ts';

const NOTHING_BUT_GITHUB = { folders: [], gitHosts: [{ host: 'github.com', address: null }] };
const refused = expect.objectContaining({ code: 'repository-not-allowed' });

test('Addresses and the bundled examples are taken by every worker', async () => {
  await requireAllowed('https://github.com/ana/homework', NOTHING_BUT_GITHUB);
  await requireAllowed(join(EXAMPLE, 'solution'), NOTHING_BUT_GITHUB);
});

test.for(['/etc', '/', '/nowhere', ROOT, `${ROOT}/examples-of-others`, `${EXAMPLE}/../../test`, '/etc\0'])(
  'A folder that nobody told the worker of is not read: %j',
  async (folder) => {
    await expect(requireAllowed(folder, NOTHING_BUT_GITHUB)).rejects.toEqual(refused);
  },
);

test('Folders below one that the worker was told of are taken; a symbolic link in it leads out of it', async (context) => {
  const told = await mkdtemp(join(tmpdir(), 'dockgrade-allowed-'));
  context.onTestFinished(() => rm(told, { recursive: true }));
  await symlink('/etc', join(told, 'link'));
  const { gitHosts } = NOTHING_BUT_GITHUB;
  await requireAllowed(told, { folders: ['/nowhere', told], gitHosts });
  await expect(requireAllowed(join(told, 'link'), { folders: [told], gitHosts })).rejects.toEqual(refused);
  await expect(requireAllowed(`${told}-of-others`, { folders: [told], gitHosts })).rejects.toEqual(refused);
});
