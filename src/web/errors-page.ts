import { ERROR_CODES } from '../core/errors.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';

/** Every code that a problem document may carry, at the address that its `type` names. */
export function errorsPage(statuses: Readonly<Record<string, number>>): string {
  return layout(
    'en',
    'Errors',
    html`<table>
<tr><th>Code</th><th>Status</th><th>What it means</th></tr>
${Object.entries(ERROR_CODES).map(
  ([code, text]) => html`<tr id="${code}"><td><code>${code}</code></td><td>${statuses[code]}</td><td>${text}</td></tr>`,
)}
</table>`,
  );
}
