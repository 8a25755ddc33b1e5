import type { Text } from '../../core/text.ts';
import type { Frame } from '../frame.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';

const WORDS = {
  title: { en: 'Hand in Docker homework', es: 'Entregar tareas de Docker' },
  link: {
    en: 'Open the personal link that your teacher sent you: it signs you in.',
    es: 'Abre el enlace personal que te envió tu docente: con él inicias sesión.',
  },
  github: { en: 'Sign in with GitHub', es: 'Iniciar sesión con GitHub' },
  wrong: { en: 'This link does not work', es: 'Este enlace no funciona' },
  why: {
    en: 'It is incomplete, or a newer one took its place.',
    es: 'Está incompleto, o uno más nuevo lo reemplazó.',
  },
  whole: {
    en: 'Copy the whole link from the message: some programs break long lines.',
    es: 'Copia el enlace completo del mensaje: algunos programas cortan las líneas largas.',
  },
  ask: {
    en: 'If it still does not work, ask your teacher for a new one. Nothing that you handed in is lost.',
    es: 'Si sigue sin funcionar, pídele uno nuevo a tu docente. Nada de lo que entregaste se perdió.',
  },
  many: { en: 'Too many links that do not work', es: 'Demasiados enlaces que no funcionan' },
  wait: {
    en: 'Wait a minute, then open your link again.',
    es: 'Espera un minuto y vuelve a abrir tu enlace.',
  },
} satisfies Record<string, Text>;

/** What somebody sees who is not signed in. `github`: address where signing in with GitHub begins, where there is one. */
export function welcomePage(frame: Frame, github: string | null): string {
  const { lang } = frame;
  return layout(
    frame,
    WORDS.title[lang],
    html`<p>${WORDS.link[lang]}</p>
${github !== null && html`<p><a href="${github}">${WORDS.github[lang]}</a></p>`}`,
  );
}

export function wrongLinkPage(frame: Frame): string {
  const { lang } = frame;
  return layout(
    frame,
    WORDS.wrong[lang],
    html`<p>${WORDS.why[lang]}</p>
<ul><li>${WORDS.whole[lang]}</li><li>${WORDS.ask[lang]}</li></ul>`,
  );
}

export function tooManyLinksPage(frame: Frame): string {
  const { lang } = frame;
  return layout(frame, WORDS.many[lang], html`<p>${WORDS.wait[lang]}</p>`);
}
