import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PRIVATE_NETWORKS } from '../../../worker/engine/own/firewall.ts';
import { isPublic } from '../../../worker/fetch/public.ts';
import { ROOT } from '../../support/places.ts';

test("docs/security.md closes for an engine of one's own what the own engine's firewall closes", async () => {
  const page = await readFile(join(ROOT, 'docs', 'security.md'), 'utf8');
  const [, words = ''] = /for network in ([^;]+); do/.exec(page) ?? [];
  expect(words.split(/[\s\\]+/)).toEqual(PRIVATE_NETWORKS);
});

test('nothing that it closes would be taken for the host of a repository', () => {
  for (const network of PRIVATE_NETWORKS) expect(isPublic(network.split('/')[0] ?? ''), network).toBe(false);
});
