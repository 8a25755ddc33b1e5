import type { Text } from '../../core/text.ts';
import type { Frame } from '../frame.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';

const WORDS = {
  title: { en: 'This link is of somebody else', es: 'Este enlace es de otra persona' },
  you: { en: 'In this browser you are signed in as', es: 'En este navegador iniciaste sesión como' },
  theirs: { en: 'The link that led here signs in', es: 'El enlace que te trajo hasta aquí es de' },
  careful: {
    en: 'If you did not mean to change that, stay: another site may have sent you here.',
    es: 'Si no querías cambiarlo, quédate: puede que otro sitio te haya enviado aquí.',
  },
  stay: { en: 'Stay', es: 'Quedarme' },
  change: { en: 'Sign in as', es: 'Entrar como' },
} satisfies Record<string, Text>;

/** Asks before a link makes another person of whoever is signed in. `action`: where the link leads, for the form. */
export function otherPersonPage(frame: Frame, { name, action }: { name: string; action: string }): string {
  const { lang, person } = frame;
  return layout(
    frame,
    WORDS.title[lang],
    html`<p>${WORDS.you[lang]} <strong>${person?.name}</strong>. ${WORDS.theirs[lang]} <strong>${name}</strong>.</p>
<p class="quiet">${WORDS.careful[lang]}</p>
<form class="row" method="post" action="${action}"><a class="button" href="/">${WORDS.stay[lang]}</a>
<button class="second">${WORDS.change[lang]} ${name}</button></form>`,
  );
}
