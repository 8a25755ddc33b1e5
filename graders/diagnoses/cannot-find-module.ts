import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import type { Text } from '../../src/core/text.ts';
import { hear, quote, started } from '../shared/heard.ts';
import { hiddenModules } from '../shared/hidden-modules.ts';
import { commandLine, lineOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'cannot-find-module',
  title: { en: 'Node does not find a file or a package', es: 'Node no encuentra un archivo o un paquete' },
  explains: ['stack-starts', 'app-responds'],
  about: {
    symptom: {
      en: '`Cannot find module …`, `ERR_MODULE_NOT_FOUND`',
      es: '`Cannot find module …`, `ERR_MODULE_NOT_FOUND`',
    },
    why: {
      en: 'In the image the file is not where the program looks: another name (letters are told apart on Linux), not copied, not compiled; or a package that is not in `dependencies`.',
      es: 'En la imagen el archivo no está donde el programa lo busca: otro nombre (Linux distingue mayúsculas), no se copió, no se compiló; o un paquete que no está en `dependencies`.',
    },
    mend: {
      en: 'For a file: compare its path and spelling with what `COPY` brings. For a package: `npm install NAME`, and commit both package files.',
      es: 'Si es un archivo: compara su ruta y su nombre con lo que trae `COPY`. Si es un paquete: `npm install NOMBRE`, y sube los dos archivos de paquetes.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(
      started(evidence),
      /Cannot find (?:module|package) '([^']+)' imported from (\S+)/,
      /Error: Cannot find module '([^']+)'/,
    );
    if (!heard) return null;
    const { service, found } = heard;
    const [, name = '', from] = found;
    const { resolve } = evidence;
    const by: Text = from
      ? { en: ` (imported in \`${from}\`)`, es: ` (importado en \`${from}\`)` }
      : { en: '', es: '' };
    if (!/^[./]/.test(name)) {
      if (hiddenModules(resolve, service)) return null;
      return {
        message: {
          en: `${service} needs the package \`${name}\`${by.en}, which is not installed in its image.`,
          es: `${service} necesita el paquete \`${name}\`${by.es}, que no está instalado en su imagen.`,
        },
        remedy: {
          en: `Run \`npm install ${packageOf(name)}\` and commit \`package.json\` and \`package-lock.json\`: it must stand in \`dependencies\`, not in \`devDependencies\`.`,
          es: `Ejecuta \`npm install ${packageOf(name)}\` y sube \`package.json\` y \`package-lock.json\`: debe estar en \`dependencies\`, no en \`devDependencies\`.`,
        },
        where: lineOf(resolve, service, /^RUN$/i, /\b(npm|yarn|pnpm)\b/),
        evidence: quote(heard),
      };
    }
    const compiled = /\/(dist|build|out|lib)\//.test(name);
    return {
      message: {
        en: `${service} looks for the file \`${name}\`${by.en}, which is not in its image.`,
        es: `${service} busca el archivo \`${name}\`${by.es}, que no está en su imagen.`,
      },
      remedy: compiled
        ? {
            en: 'That file is made by the compiler: add `RUN npm run build` after `COPY . .`, and look whether the compiler writes to that very path (`outDir` in `tsconfig.json`).',
            es: 'Ese archivo lo crea el compilador: añade `RUN npm run build` después de `COPY . .`, y mira si el compilador escribe justo en esa ruta (`outDir` en `tsconfig.json`).',
          }
        : {
            en: 'Compare the name with the file in your repository, letter by letter (Linux tells `Users.js` from `users.js`), and see that `COPY` brings it to that path.',
            es: 'Compara el nombre con el archivo de tu repositorio, letra por letra (Linux distingue `Users.js` de `users.js`), y comprueba que `COPY` lo lleva a esa ruta.',
          },
      ...(from ? {} : { where: commandLine(resolve, service) }),
      evidence: quote(heard),
    };
  },
});

/** `@nestjs/core/x` is part of the package `@nestjs/core`. */
function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}
