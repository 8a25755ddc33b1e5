import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What is made, fetched or only about the project: editing it would not be editing the application. */
const ASIDE =
  /^(\..*|node_modules|vendor|venv|env|__pycache__|site-packages|dist|build|target|out|bin|obj|coverage|docs?|examples?|tests?|__tests__|specs?|e2e|cypress|__mocks__|mocks?|fixtures|stories|migrations?|seeds?|k8s|kubernetes|nginx)$/i;
const MAX_FILES = 5000;
const MAX_DEPTH = 8;

/** The files below a folder that may be part of an application, as paths relative to it. Links are not followed. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  const folders = [''];
  for (let inside = folders.shift(); inside !== undefined && found.length < MAX_FILES; inside = folders.shift()) {
    const entries = await readdir(join(folder, inside), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(inside, entry.name);
      if (entry.isFile()) found.push(path);
      if (entry.isDirectory() && !ASIDE.test(entry.name) && path.split('/').length < MAX_DEPTH) folders.push(path);
    }
  }
  return found;
}
