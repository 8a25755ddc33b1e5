import { globOf } from './glob.ts';

/** Of more rules, and of longer ones, a `.dockerignore` has no need. */
const MAX_RULES = 200;
const MAX_LENGTH = 128;

/** Whether `.dockerignore` keeps a path out of the build context: the last line that speaks of it or of a folder above it decides. */
export function ignoring(text: string): (path: string) => boolean {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && line.length <= MAX_LENGTH)
    .slice(-MAX_RULES)
    .map((line) => ({ keeps: line.startsWith('!'), fits: globOf(line.replace(/^!\s*/, '')) }));
  return (path) => {
    const parts = path.split('/');
    const ways = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
    return rules.findLast(({ fits }) => ways.some(fits))?.keeps === false;
  };
}
