import { extname } from 'node:path';

const SLASHES = 'js mjs cjs jsx ts mts cts tsx go java kt scala groovy cs rs swift dart c cc cpp h hpp'.split(' ');
const HASHES = 'py rb pl pm ex exs r jl sh'.split(' ');
const MARKUP = 'html htm vue svelte'.split(' ');

/** Languages in which applications are written, the ones that only accompany them left out. */
const ACCOMPANY = new Set(['sh', ...MARKUP]);
const LANGUAGES = new Set([...SLASHES, ...HASHES, ...MARKUP, 'php']);

/** null for a file in which a comment has no known form; `main` when applications are written in that language. */
export function language(path: string): { main: boolean } | null {
  const name = extname(path).slice(1).toLowerCase();
  return LANGUAGES.has(name) ? { main: !ACCOMPANY.has(name) } : null;
}

/** What, put at the end of a source file, is a comment there. */
export function commentAtEnd(path: string, text: string, words: string): string {
  const name = extname(path).slice(1).toLowerCase();
  if (HASHES.includes(name)) return `\n# ${words}\n`;
  if (MARKUP.includes(name)) return `\n<!-- ${words} -->\n`;
  // PHP that was closed is text by then, and a comment in it would be sent to whoever asks.
  if (name === 'php' && text.lastIndexOf('?>') > text.lastIndexOf('<?')) return `<?php // ${words} ?>`;
  return `\n// ${words}\n`;
}
