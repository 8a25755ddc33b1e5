import { execa } from 'execa';

/** Makes the image `base`: a shell and what it needs, of this machine's own files. `docker`: the arguments that name the engine. */
export async function importBase(docker: readonly string[]): Promise<void> {
  const programs = ['/bin/sh', '/bin/sleep', '/usr/bin/seq'];
  const { stdout } = await execa('ldd', programs);
  const libraries = stdout.match(/\/\S+(?= \(0x)/g) ?? [];
  const files = [...new Set([...programs, ...libraries])];
  const pack = execa('tar', ['-c', '--dereference', ...files], { buffer: { stdout: false } });
  await pack.pipe('docker', [...docker, 'import', '-', 'base']);
}
