import { basename, dirname } from 'node:path';
import { language } from './comment.ts';

/** Files that say what is to be installed or how it is built, not what the application does. */
const ABOUT =
  /(^|[./_-])(test|tests|spec|stories|config|conf|setup|conftest|gulpfile|gruntfile|noxfile|tasks)[./_-]|\.d\.[mc]?ts$|\.min\.js$|(^|\/)\./i;
const MAIN_NAMES = new Set(['index', 'main', 'app', 'server', 'program', 'application', 'wsgi', 'api', 'manage']);
const MAIN_FOLDERS = new Set(['src', 'app', 'lib', 'cmd', 'internal', 'server', 'api', 'backend']);

/**
 * The files whose change most likely is a change of the application, best first.
 * @param started words that name what is started: commands, `main` and scripts of package.json
 */
export function rankSources(files: readonly string[], started: readonly string[]): string[] {
  const names = started.flatMap(namesIn);
  const paths = new Set(names);
  const stems = new Set(names.map(stem));
  const score = (path: string) => {
    const parts = dirname(path).split('/');
    return (
      (language(path)?.main ? 200 : 0) +
      (paths.has(path) || paths.has(path.replace(/\.\w+$/, '')) ? 100 : 0) +
      (stems.has(stem(path)) ? 40 : 0) +
      (MAIN_NAMES.has(stem(path).toLowerCase()) ? 20 : 0) +
      (parts.some((part) => MAIN_FOLDERS.has(part.toLowerCase())) ? 10 : 0) -
      path.split('/').length
    );
  };
  return files
    .filter((path) => language(path) !== null && !ABOUT.test(path))
    .map((path) => ({ path, score: score(path) }))
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

/** `./src/server.js`, `app:create_app()`, `package.main`: as paths, the last ones with slashes. */
function namesIn(text: string): string[] {
  const words = text.split(/[\s"',[\]()=;&|]+/).filter((word) => /^[\w./:@-]+$/.test(word) && !word.startsWith('-'));
  return words.flatMap((word) => {
    const path = word.replace(/:.*$/, '').replace(/^(\.?\/)+/, '');
    return /\.\w+$/.test(path) && !path.includes('/') ? [path, path.replaceAll('.', '/')] : [path];
  });
}

function stem(path: string): string {
  return basename(path).replace(/\.\w+$/, '');
}
