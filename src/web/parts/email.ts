import { html, type Markup } from '../html.ts';

/** Where an address has no room, its host goes to a line of its own. */
export function emailText(email: string): Markup {
  const host = email.lastIndexOf('@');
  return html`${email.slice(0, host)}<wbr>${email.slice(host)}`;
}
