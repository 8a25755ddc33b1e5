import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { openEngine } from '../../support/engine.ts';
import { ROOT } from '../../support/places.ts';

const IMAGE = 'redis:7-bookworm';

test('Paths are looked up in an image, also below what is a file there', async ({ signal }) => {
  const { engine, release } = await openEngine();
  await engine.prepare([IMAGE], signal, () => undefined);
  const paths = ['/etc/passwd', '/etc', '/etc/passwd/.git', '/etc/passwd/src/.git', '/nowhere/.git', '/nowhere'];
  expect(await engine.existing(IMAGE, paths, {}, signal)).toEqual(['/etc/passwd', '/etc']);
  await release();
});

test('Of many paths the first ones are looked up, and a name that none can have is no fault', async ({ signal }) => {
  const { engine, release } = await openEngine();
  await engine.prepare([IMAGE], signal, () => undefined);
  const some = Array.from({ length: 400 }, (_, at) => `/nowhere/${at}`);
  const paths = ['/a\0b', '/etc', ...some, '/etc/passwd'];
  expect(await engine.existing(IMAGE, paths, {}, signal)).toEqual(['/etc']);
  await release();
});

test('A link in an image that leads to itself is no path, and no fault', async ({ signal, onTestFinished }) => {
  const { engine, release } = await openEngine();
  await engine.prepare([IMAGE], signal, () => undefined);
  const docker = (...args: string[]) => execa('docker', ['--host', engine.info.host, ...args]);
  const { stdout: container } = await docker('create', IMAGE, 'sh', '-c', 'ln -s loop /loop; ln -s /nowhere /dangling');
  await docker('start', '--attach', container);
  const { stdout: image } = await docker('commit', container);
  onTestFinished(async () => {
    await docker('rm', '--force', container);
    await docker('rmi', '--force', image);
    await release();
  });
  const long = `/${'x'.repeat(300)}`;
  const paths = ['/loop', '/loop/.git', '/dangling/.git', long, '/etc/passwd'];
  const found = await engine.existing(image, paths, {}, signal);
  expect(found.filter((path) => path !== '/loop')).toEqual(['/etc/passwd']);
});

test('A process that has found something in an image can end', async () => {
  const script = `const { openEngine } = await import(${JSON.stringify(join(ROOT, 'test/support/engine.ts'))});
    const { engine, release } = await openEngine();
    const { signal } = new AbortController();
    await engine.prepare(['${IMAGE}'], signal, () => undefined);
    console.log(await engine.existing('${IMAGE}', ['/etc'], {}, signal));
    await release();`;
  const { stdout } = await execa(process.execPath, ['--input-type=module', '-e', script], { timeout: 120_000 });
  expect(stdout).toBe("[ '/etc' ]");
});
