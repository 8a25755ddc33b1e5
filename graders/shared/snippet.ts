import type { Text } from '../../src/core/text.ts';

/** A sentence and, below it, lines to copy. */
export function withSnippet(text: Text, lines: readonly string[]): Text {
  const snippet = lines.join('\n');
  return { en: `${text.en}\n\n${snippet}`, es: `${text.es}\n\n${snippet}` };
}

/** The Compose lines that give a database service a named volume. */
export function volumeSnippet(service: string, volume: string, directory: string): string[] {
  return ['services:', `  ${service}:`, '    volumes:', `      - ${volume}:${directory}`, 'volumes:', `  ${volume}:`];
}
