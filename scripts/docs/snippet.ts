export const SNIPPET_LANGUAGES = ['console', 'dockerfile', 'yaml', 'javascript', 'python', 'markdown', 'text'] as const;
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number];

/** What the lines of an example are, told by how they begin. */
export function languageOf(snippet: string): SnippetLanguage {
  const found = SIGNS.find(([, sign]) => sign.test(snippet));
  return found?.[0] ?? 'text';
}

const SIGNS: [SnippetLanguage, RegExp][] = [
  ['console', /^\$ /],
  ['dockerfile', /^(# syntax=.*\n)?(FROM|ARG|RUN|CMD|ENTRYPOINT|USER|COPY|ENV) /],
  ['markdown', /^#{1,6} /],
  ['javascript', /^(const|let|import|app\.|await|process\.|function|async) ?/],
  ['python', /^(def|from|import|@|with|try:)\b/],
  ['yaml', /^[\w.-]+:(\s|$)/],
];

/** A snippet as Markdown shows it. */
export function fenced(snippet: string): string {
  const language = languageOf(snippet);
  return `\`\`\`${language === 'text' ? '' : language}\n${snippet}\n\`\`\``;
}
