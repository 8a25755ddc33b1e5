import type { Text } from '../../core/text.ts';
import type { Problem } from '../../core/wire/problem.ts';
import type { Frame } from '../frame.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';
import { problemNotice } from '../parts/notice.ts';

const TITLES: Record<number, Text> = {
  403: { en: 'Not for you', es: 'No es para ti' },
  404: { en: 'There is nothing here', es: 'Aquí no hay nada' },
  409: { en: 'Not possible now', es: 'Ahora no se puede' },
  429: { en: 'Too many requests', es: 'Demasiados pedidos' },
  503: { en: 'Out of reach for a moment', es: 'Fuera de alcance por un momento' },
};
const OTHER: Text = { en: 'That did not work', es: 'Eso no funcionó' };
const OURS: Text = { en: 'Something went wrong here', es: 'Algo falló aquí' };
const HOME: Text = { en: 'To the first page', es: 'A la primera página' };

/** An error, for whoever opened a page in a browser. */
export function problemPage(frame: Frame, problem: Problem): string {
  const { lang } = frame;
  const title = TITLES[problem.status] ?? (problem.status >= 500 ? OURS : OTHER);
  return layout(frame, title[lang], html`${problemNotice(problem)}<p><a href="/">${HOME[lang]}</a></p>`);
}
