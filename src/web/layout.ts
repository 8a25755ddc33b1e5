import type { Lang } from '../core/text.ts';
import { html, type Markup } from './html.ts';

/** A whole page. It works without scripts, and on a narrow screen. */
export function layout(lang: Lang, title: string, content: Markup): string {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · dockgrade</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.text;
}
