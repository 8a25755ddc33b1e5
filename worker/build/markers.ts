import { lstat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { writeInside } from '../resolve/inside.ts';

/** Something of the clone that has no business in an image, and the file by which it is recognised there. Both relative to the build context. */
export interface Marker {
  name: string;
  path: string;
}

const FOLDERS = ['node_modules', 'venv', '.venv', '__pycache__'];
const FILES = ['.env'];
const MARK = '.dockgrade-from-the-clone';

/**
 * Leaves a mark in the folders of a build context that should stay out of the image. Looked up in the finished image, it tells what came
 * from the clone from what the build itself installed. Always the same content, so that the build cache does not notice.
 * @param git the repository is a clone: a real one has a `.git`, which never reaches us, so its mark stands for it
 */
export async function plantMarkers(checkout: string, root: string, context: string, git: boolean): Promise<Marker[]> {
  const inside = relative(root, context);
  const markers: Marker[] = [];
  const plant = async (name: string) => {
    await writeInside(root, join(context, name, MARK), '');
    markers.push({ name, path: join(name, MARK) });
  };
  const handedIn = (name: string) => lstat(join(checkout, inside, name)).catch(() => null);
  for (const name of FOLDERS) if ((await handedIn(name))?.isDirectory()) await plant(name);
  for (const name of FILES) if ((await handedIn(name))?.isFile()) markers.push({ name, path: name });
  if (git && inside === '') await plant('.git');
  return markers;
}
