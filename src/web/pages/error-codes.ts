import { ERROR_CODES } from '../../core/errors.ts';
import type { Text } from '../../core/text.ts';
import type { Frame } from '../frame.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';

const TITLE: Text = { en: 'Errors', es: 'Errores' };

/** Every code that a problem document may carry, at the address that its `type` names. */
export function errorCodesPage(frame: Frame, statuses: Readonly<Record<string, number>>): string {
  return layout(
    frame,
    TITLE[frame.lang],
    html`<table>
<tr><th>Code</th><th>Status</th><th>What it means</th></tr>
${Object.entries(ERROR_CODES).map(
  ([code, text]) => html`<tr id="${code}"><td><code>${code}</code></td><td>${statuses[code]}</td><td>${text}</td></tr>`,
)}
</table>`,
  );
}
