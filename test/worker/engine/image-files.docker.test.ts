import { expect, test } from 'vitest';
import { openEngine } from '../../support/engine.ts';

const IMAGE = 'redis:7-bookworm';

test('Paths are looked up in an image, also below what is a file there', async ({ signal }) => {
  const { engine, release } = await openEngine();
  await engine.prepare([IMAGE], signal, () => undefined);
  const paths = ['/etc/passwd', '/etc', '/etc/passwd/.git', '/etc/passwd/src/.git', '/nowhere/.git', '/nowhere'];
  expect(await engine.existing(IMAGE, paths, {}, signal)).toEqual(['/etc/passwd', '/etc']);
  await release();
});
