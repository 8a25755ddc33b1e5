import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { builds, hear, quote, started } from '../shared/heard.ts';
import { lineOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'native-module-from-elsewhere',
  title: {
    en: 'A compiled package of another system is in the image',
    es: 'En la imagen hay un paquete compilado para otro sistema',
  },
  explains: ['image-builds', 'stack-starts', 'app-responds'],
  about: {
    symptom: {
      en: '`invalid ELF header`, `ERR_DLOPEN_FAILED`, "You installed esbuild for another platform".',
      es: '`invalid ELF header`, `ERR_DLOPEN_FAILED`, «You installed esbuild for another platform».',
    },
    why: {
      en: 'Packages such as bcrypt, sqlite3 or esbuild hold a program for one system. `COPY . .` brought the `node_modules` of your computer over what the image installed.',
      es: 'Paquetes como bcrypt, sqlite3 o esbuild llevan un programa para un sistema concreto. `COPY . .` llevó el `node_modules` de tu computadora encima de lo que instaló la imagen.',
    },
    mend: {
      en: 'Put `node_modules` into `.dockerignore`, and take it out of git.',
      es: 'Pon `node_modules` en `.dockerignore`, y quítalo de git.',
    },
  },
  needs: ['resolve'],
  find(evidence) {
    const heard = hear(
      [...builds(evidence), ...started(evidence)],
      /(?:^|\s)(\S*)\.node: invalid ELF header/,
      /Error loading shared library \S+: .*needed by (\S*node_modules\/(?:@[\w.-]+\/)?[\w.-]+)/,
      /You installed (\w+) for another platform/,
      /was compiled against a different Node\.js version/,
    );
    if (!heard) return null;
    const { service, found } = heard;
    const name = packageIn(found[1] ?? '');
    const which = name ? { en: `the package \`${name}\``, es: `el paquete \`${name}\`` } : null;
    const what = which ?? { en: 'a package', es: 'un paquete' };
    return {
      message: {
        en: `In ${service}, ${what.en} was compiled for another system than the one of its image.`,
        es: `En ${service}, ${what.es} se compiló para otro sistema que el de su imagen.`,
      },
      remedy: {
        en: 'Let the image install its own packages: write `node_modules` into `.dockerignore` (and `.gitignore`), and use the same base image in every stage.',
        es: 'Deja que la imagen instale sus propios paquetes: escribe `node_modules` en `.dockerignore` (y en `.gitignore`), y usa la misma imagen base en todas las etapas.',
      },
      where: lineOf(evidence.resolve, service, /^(COPY|ADD)$/i, /^(\.|\S*node_modules\S*)\s/),
      evidence: quote(heard),
    };
  },
});

/** `…/node_modules/@scope/name/build/x` → `@scope/name`; a name alone stays; any other path names no package. */
function packageIn(path: string): string {
  const [scope = '', name = ''] = (path.split('node_modules/').at(-1) ?? '').split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
