import type { Lang, Text } from '../core/text.ts';
import { LANGS } from '../core/text.ts';
import type { Frame } from './frame.ts';
import { html, type Markup } from './html.ts';
import { serviceNotice } from './parts/service-notice.ts';

const WORDS = {
  skip: { en: 'Skip to the content', es: 'Saltar al contenido' },
  menu: { en: 'Main', es: 'Principal' },
  assignments: { en: 'Assignments', es: 'Consignas' },
  grades: { en: 'Grades', es: 'Notas' },
  operations: { en: 'Operations', es: 'Operación' },
  signOut: { en: 'Sign out', es: 'Cerrar sesión' },
  language: { en: 'Language', es: 'Idioma' },
} satisfies Record<string, Text>;

const LANGUAGES: Record<Lang, string> = { en: 'English', es: 'Español' };

/** What of htmx is used: no script from an attribute, no style of its own beside the style sheet, a page that one goes back to is fetched again. */
const HTMX = JSON.stringify({
  includeIndicatorCSS: false,
  history: 'reload',
  extensions: 'sse, folds',
  defaultTimeout: 15_000,
});

const MARK = html`<svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true"><rect class="tile" width="32" height="32" rx="7"/><path class="tick" d="M7 17.5l6 6L25.5 9"/></svg>`;

/**
 * A whole page. It works without scripts, and on a narrow screen. What htmx could not do is told in `#problems`.
 * @param options.wide for tables: the content takes the whole width
 * @param options.scripts addresses of what this page needs besides what all pages load
 */
export function layout(
  frame: Frame,
  title: string,
  content: Markup,
  { wide = false, scripts = [] }: { wide?: boolean; scripts?: readonly string[] } = {},
): string {
  const { lang, assets, trouble } = frame;
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="htmx-config" content="${HTMX}">
<title>${title} · dockgrade</title>
<link rel="icon" href="${assets.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style}">
${[assets.script, ...scripts].map((script) => html`<script src="${script}" defer></script>`)}
</head>
<body>
<a class="skip" href="#content">${WORDS.skip[lang]}</a>
${header(frame)}
<main id="content" tabindex="-1"${wide && html` class="wide"`}>
<div id="problems" role="alert"></div>
${trouble && serviceNotice(trouble, lang)}
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.text;
}

function header({ lang, person, at }: Frame): Markup {
  return html`<header class="top">
<a class="brand" href="/">${MARK}dockgrade</a>
${person && menu(person.role, at, lang)}
<div class="who">
${LANGS.filter((one) => one !== lang).map((one) => html`<a href="${withLang(at, one)}" lang="${one}" hreflang="${one}" rel="nofollow" aria-label="${WORDS.language[one]}: ${LANGUAGES[one]}">${LANGUAGES[one]}</a>`)}
${person && html`<span class="name">${person.name}</span><form method="post" action="/sign-out"><button class="link">${WORDS.signOut[lang]}</button></form>`}
</div>
</header>`;
}

function menu(role: 'teacher' | 'student', at: string, lang: Lang): Markup {
  const places: [string, Text][] = [
    ['/', WORDS.assignments],
    ...(role === 'teacher'
      ? ([
          ['/grades', WORDS.grades],
          ['/operations', WORDS.operations],
        ] as [string, Text][])
      : []),
  ];
  const path = at.split('?')[0];
  return html`<nav aria-label="${WORDS.menu[lang]}">${places.map(
    ([place, words]) => html`<a href="${place}"${path === place && html` aria-current="page"`}>${words[lang]}</a>`,
  )}</nav>`;
}

/** The same address in another language. */
function withLang(at: string, lang: Lang): string {
  const [path = '/', query = ''] = at.split('?');
  const params = new URLSearchParams(query);
  params.set('lang', lang);
  return `${path}?${params}`;
}
