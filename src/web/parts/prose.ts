import { html, type Markup } from '../html.ts';

/** A sentence in which names, commands and code stand between backticks, as graders write them. One backtick alone stays what it is. */
export function prose(sentence: string): Markup {
  const pieces = sentence.split(/`([^`\n]+)`/);
  return html`${pieces.map((piece, index) => (index % 2 === 0 ? piece : html`<code>${piece}</code>`))}`;
}
