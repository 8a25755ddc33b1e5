/** Whether `.dockerignore` keeps a path out of the build context: the last line that speaks of it or of a folder above it decides. */
export function ignoring(text: string): (path: string) => boolean {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ keeps: line.startsWith('!'), pattern: patternOf(line.replace(/^!\s*/, '')) }));
  return (path) => {
    const parts = path.split('/');
    const ways = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
    return rules.findLast(({ pattern }) => ways.some((way) => pattern.test(way)))?.keeps === false;
  };
}

/** `*` and `?` stay within one folder, `**` does not, as in Go's patterns that Docker uses; a leading or closing slash means nothing. */
export function patternOf(glob: string): RegExp {
  const source = glob
    .replace(/^(\.?\/)+|\/+$/g, '')
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*\*\/?|\*|\?/g, (wild) => WILD[wild] ?? '');
  return new RegExp(`^${source}$`);
}

const WILD: Record<string, string> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
