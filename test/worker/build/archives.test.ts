import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { archiveBomb } from '../../../worker/build/archives.ts';
import { withFolder } from '../../support/scenario.ts';

const MIB = 1024 ** 2;
const MOST = 8 * MIB;
/** A thousand zeros, with a header that asks for a dictionary of 1.5 GiB. */
const WIDE_XZ = Buffer.from(
  '/Td6WFoAAAFpIt42AgAhASUAAAA7eHtB4APnAAtdAABv/f//o7daDV4AAACAFwsGAAEj6AcAAADiFx7HPjANiwIAAAAAAVla',
  'base64',
);

describe('What unpacks to more than a build may write is found before it is unpacked:', () => {
  test.for([
    ['gzip', 'gzip'],
    ['bzip2', 'bzip2'],
    ['xz', 'xz'],
    ['zstd', 'zstd'],
  ])('an archive that %s compressed', async ([, program = '']) => {
    await withFolder(async (folder) => {
      await archive(folder, 'honest.any', 4 * MIB, ['--use-compress-program', program]);
      expect(await archiveBomb(folder, MOST, AbortSignal.timeout(60_000))).toBeNull();
      await archive(folder, 'bomb.any', 16 * MIB, ['--use-compress-program', program]);
      expect(await archiveBomb(folder, MOST, AbortSignal.timeout(60_000))).toBe('bomb.any');
    });
  });

  test('two compressed files in one', async () => {
    await withFolder(async (folder) => {
      const script = 'head -c 5M /dev/zero | gzip >one; cat one one >two; rm one';
      await execa('sh', ['-c', script], { cwd: folder });
      expect(await archiveBomb(folder, MOST, AbortSignal.timeout(60_000))).toBe('two');
    });
  });

  test('two compressed frames in one, and one behind what a reader is to skip', async () => {
    await withFolder(async (folder) => {
      const script = 'head -c 5M /dev/zero | zstd -q >one; cat one one >two; rm one';
      await execa('sh', ['-c', script], { cwd: folder });
      expect(await archiveBomb(folder, MOST, AbortSignal.timeout(60_000))).toBe('two');
    });
    await withFolder(async (folder) => {
      const script = "printf '\\120\\052\\115\\030\\001\\000\\000\\000x' >late; head -c 16M /dev/zero | zstd -q >>late";
      await execa('sh', ['-c', script], { cwd: folder });
      expect(await archiveBomb(folder, MOST, AbortSignal.timeout(60_000))).toBe('late');
    });
  });

  test('several archives, each of which would do alone', async () => {
    await withFolder(async (folder) => {
      await execa('sh', ['-c', 'head -c 5M /dev/zero | gzip >one; cp one two'], { cwd: folder });
      expect(await archiveBomb(folder, MOST, AbortSignal.timeout(60_000))).not.toBeNull();
    });
  });

  test('an archive that asks for more memory than measuring it may take', async () => {
    await withFolder(async (folder) => {
      await execa('sh', ['-c', 'head -c 1M /dev/zero | zstd -q --ultra --long=30 >wide'], { cwd: folder });
      expect(await archiveBomb(folder, MOST, AbortSignal.timeout(60_000))).toBe('wide');
    });
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'wide'), WIDE_XZ);
      expect(await archiveBomb(folder, MOST, AbortSignal.timeout(60_000))).toBe('wide');
    });
  });

  test.for(['posix', 'gnu'])('an archive of a few bytes whose %s entry claims to be large', async (format) => {
    await withFolder(async (folder) => {
      await archive(folder, 'sparse.tar', 16 * MIB, ['--sparse', `--format=${format}`]);
      expect(await archiveBomb(folder, MOST, AbortSignal.timeout(60_000))).toBe('sparse.tar');
    });
  });
});

test('What only looks like an archive, or ends too early, is left to the builder', async () => {
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'broken.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
    await writeFile(join(folder, 'empty'), '');
    expect(await archiveBomb(folder, MOST, AbortSignal.timeout(60_000))).toBeNull();
  });
});

async function archive(folder: string, name: string, size: number, options: readonly string[]): Promise<void> {
  const data = join(folder, 'data');
  await writeFile(data, '');
  await truncate(data, size);
  await execa('tar', [...options, '--remove-files', '-cf', name, 'data'], { cwd: folder });
}
