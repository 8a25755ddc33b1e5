import { execa } from 'execa';

/** Whether there is such a program in the PATH. */
export async function hasProgram(name: string): Promise<boolean> {
  const { code } = await execa(name, ['--version'], { reject: false, stdio: 'ignore' });
  return code !== 'ENOENT' && code !== 'EACCES';
}
