import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const KIT = new URL('../../../graders/kit.ts', import.meta.url).href;

/**
 * From now on `import … from 'dockgrade'` finds the kit, and every file below the folder is a module, whatever a package.json around it says.
 * @param folder absolute path without symbolic links, as the loader of modules sees it
 */
export function makeImportable(folder: string): void {
  const below = pathToFileURL(`${folder}/`).href;
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'dockgrade') return { url: KIT, shortCircuit: true };
      const found = next(specifier, context);
      if (!found.url.startsWith(below) || found.url.includes('/node_modules/')) return found;
      if (found.url.endsWith('.ts')) return { ...found, format: 'module-typescript' };
      return found.url.endsWith('.js') ? { ...found, format: 'module' } : found;
    },
  });
}
