import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { withScratch } from '../../scratch.ts';
import type { StandIn } from './stand-in-list.ts';

/** What all images of ours carry that stand for others. */
export const STAND_IN_LABEL = 'dev.dockgrade.stand-in=1';

const FOLDER = resolve(import.meta.dirname, '../../../stand-ins');
const NODE_PACKAGES = [`node-linux-${process.arch}@24.21.0`, 'npm@11.21.2'];

/**
 * Builds one image of stand-ins/ under all its names. What it is built on must be there.
 *
 * @throws execa's error with the build's output; the signal's reason
 */
export async function buildStandIn({ folder, tags }: StandIn, host: string, signal: AbortSignal): Promise<void> {
  await withScratch('stand-in', async (packages) => {
    if (folder === 'node') await packNode(packages, signal);
    const names = tags.flatMap((tag) => ['--tag', tag]);
    const contexts = ['--build-context', `packages=${packages}`, join(FOLDER, folder)];
    const options = ['--builder', 'default', '--progress', 'plain', '--label', STAND_IN_LABEL];
    await execa('docker', ['--host', host, 'build', ...options, ...names, ...contexts], {
      cancelSignal: signal,
      all: true,
    });
  });
}

/** Fetches Node and npm as this machine's npm fetches anything, and passes on which registry that is. */
async function packNode(folder: string, signal: AbortSignal): Promise<void> {
  const npm = (...args: string[]) => execa('npm', args, { cwd: folder, cancelSignal: signal });
  await npm('pack', ...NODE_PACKAGES);
  const { stdout: registry } = await npm('config', 'get', 'registry');
  const settings = [
    `registry=${registry}`,
    'cafile=/usr/local/share/ca-certificates/machine.crt',
    'update-notifier=false',
  ];
  await writeFile(join(folder, 'npmrc'), settings.map((line) => `${line}\n`).join(''));
}
