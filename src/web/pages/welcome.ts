import type { Lang, Text } from '../../core/text.ts';
import type { Frame } from '../frame.ts';
import { html, type Markup } from '../html.ts';
import { layout } from '../layout.ts';
import { brokenArt, stackArt } from '../parts/art.ts';

const WORDS = {
  title: { en: 'Hand in Docker homework', es: 'Entregar tareas de Docker' },
  what: {
    en: 'You give the address of your repository. Your own Compose stack is built, started and tried out, and you see where each point came from.',
    es: 'Das la dirección de tu repositorio. Tu propio stack de Compose se construye, se inicia y se prueba, y ves de dónde sale cada punto.',
  },
  how: { en: 'How you get in', es: 'Cómo se entra' },
  link: {
    en: 'Open the personal link that your teacher sent you: it signs you in.',
    es: 'Abre el enlace personal que te envió tu docente: con él inicias sesión.',
  },
  or: {
    en: 'Or sign in with the GitHub account that your teacher knows.',
    es: 'O entra con la cuenta de GitHub que tu docente conoce.',
  },
  github: { en: 'Sign in with GitHub', es: 'Iniciar sesión con GitHub' },
  lost: {
    en: 'No link, or lost it? Your teacher can make you a new one. Nothing that you handed in is lost.',
    es: '¿No tienes enlace, o lo perdiste? Tu docente puede hacerte uno nuevo. Nada de lo que entregaste se perdió.',
  },
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

const STEPS: { title: Text; about: Text }[] = [
  {
    title: { en: 'Hand in', es: 'Entrega' },
    about: { en: 'A public repository with a Compose file.', es: 'Un repositorio público con un archivo Compose.' },
  },
  {
    title: { en: 'Watch', es: 'Mira' },
    about: {
      en: 'Images are built, the stack starts, the database goes away and comes back.',
      es: 'Se construyen las imágenes, arranca el stack, la base de datos se va y vuelve.',
    },
  },
  {
    title: { en: 'Understand', es: 'Entiende' },
    about: {
      en: 'Each lost point has its evidence and what to do about it.',
      es: 'Cada punto perdido tiene su evidencia y qué hacer.',
    },
  },
];

/** What somebody sees who is not signed in. `github`: address where signing in with GitHub begins, where there is one. */
export function welcomePage(frame: Frame, github: string | null): string {
  const { lang } = frame;
  return layout(
    frame,
    WORDS.title[lang],
    html`<div class="told">
${stackArt()}
<div>
<p class="lead">${WORDS.what[lang]}</p>
<section class="card" aria-labelledby="how"><h2 id="how">${WORDS.how[lang]}</h2>
<p>${WORDS.link[lang]}</p>
${github !== null && html`<p>${WORDS.or[lang]}</p><p><a class="button" href="${github}">${WORDS.github[lang]}</a></p>`}
<p class="hint">${WORDS.lost[lang]}</p></section>
</div>
</div>
${steps(lang)}`,
  );
}

export function wrongLinkPage(frame: Frame): string {
  const { lang } = frame;
  return layout(
    frame,
    WORDS.wrong[lang],
    html`<div class="told">${brokenArt('note')}
<div><p class="lead">${WORDS.why[lang]}</p>
<ol><li>${WORDS.whole[lang]}</li><li>${WORDS.ask[lang]}</li></ol></div></div>`,
  );
}

export function tooManyLinksPage(frame: Frame): string {
  const { lang } = frame;
  return layout(
    frame,
    WORDS.many[lang],
    html`<div class="told">${brokenArt('note')}
<div><p class="lead">${WORDS.wait[lang]}</p><p>${WORDS.whole[lang]}</p></div></div>`,
  );
}

function steps(lang: Lang): Markup {
  return html`<ol class="three">${STEPS.map(({ title, about }) => html`<li><strong>${title[lang]}</strong> <span>${about[lang]}</span></li>`)}</ol>`;
}
