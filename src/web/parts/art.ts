import { html, type Markup } from '../html.ts';

/** A stack of containers on a volume: what all of this is about. Beside words that say everything, so it is hidden from screen readers. */
export function stackArt(): Markup {
  return html`<svg class="art" viewBox="0 0 220 150" width="220" height="150" aria-hidden="true">
<path class="wire" d="M70 62v22h80V62M110 84v20"/>
<g class="box"><rect x="30" y="14" width="80" height="48" rx="8"/><path d="M46 30h48M46 42h30"/></g>
<g class="box"><rect x="122" y="14" width="68" height="48" rx="8"/><path d="M138 30h36M138 42h22"/></g>
<g class="disk"><path d="M70 110v18c0 6 18 11 40 11s40-5 40-11v-18"/><ellipse cx="110" cy="110" rx="40" ry="11"/></g>
<g class="done"><circle cx="186" cy="112" r="17"/><path d="M178 112l6 6 11-12"/></g>
</svg>`;
}

/** The same with what is not there: for pages that say so. `tone`: whose fault it is. */
export function brokenArt(tone: 'note' | 'bad'): Markup {
  return html`<svg class="art ${tone}" viewBox="0 0 220 150" width="220" height="150" aria-hidden="true">
<path class="wire" d="M70 62v22h28M150 62v22h-20"/>
<g class="box"><rect x="30" y="14" width="80" height="48" rx="8"/><path d="M46 30h48M46 42h30"/></g>
<g class="box away"><rect x="122" y="14" width="68" height="48" rx="8"/></g>
<g class="disk"><path d="M70 110v18c0 6 18 11 40 11s40-5 40-11v-18"/><ellipse cx="110" cy="110" rx="40" ry="11"/></g>
<g class="sign"><circle cx="114" cy="84" r="13"/><path d="M114 77v8M114 90v.5"/></g>
</svg>`;
}
