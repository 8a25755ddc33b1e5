import type { Text } from '../../core/text.ts';
import type { Frame } from '../frame.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';

/** Why signing in with GitHub did not work: the login is in no roster, it was not finished, GitHub does not answer, it is not set up. */
export type SignInReason = 'unknown' | 'unfinished' | 'away' | 'off';

const TITLE: Text = { en: 'You are not signed in', es: 'No iniciaste sesión' };
const AS: Text = { en: 'On GitHub you are', es: 'En GitHub eres' };
const AGAIN: Text = { en: 'Sign in with GitHub again', es: 'Iniciar sesión con GitHub otra vez' };
const LINK: Text = {
  en: 'Your personal link, which your teacher sent you, works as well.',
  es: 'También sirve el enlace personal que te envió tu docente.',
};
const WHY: Record<SignInReason, Text> = {
  unknown: {
    en: 'Nobody here has this login. Ask your teacher to write it beside your name in the roster.',
    es: 'Nadie aquí tiene este usuario. Pídele a tu docente que lo anote junto a tu nombre en la lista.',
  },
  unfinished: {
    en: 'Signing in was broken off, took too long, or was begun in another browser.',
    es: 'El inicio de sesión se interrumpió, tardó demasiado o empezó en otro navegador.',
  },
  away: {
    en: 'GitHub does not answer. Try again in a few minutes.',
    es: 'GitHub no responde. Inténtalo otra vez en unos minutos.',
  },
  off: {
    en: 'Signing in with GitHub is not set up here.',
    es: 'Aquí no está configurado el inicio de sesión con GitHub.',
  },
};

/** @param again address where signing in begins */
export function githubSignInPage(
  frame: Frame,
  { reason, login, again }: { reason: SignInReason; login: string | null; again: string },
): string {
  const { lang } = frame;
  return layout(
    frame,
    TITLE[lang],
    html`${login !== null && html`<p>${AS[lang]} <strong>${login}</strong>.</p>`}
<p>${WHY[reason][lang]}</p>
<p>${LINK[lang]}</p>
${reason !== 'off' && html`<p><a href="${again}">${AGAIN[lang]}</a></p>`}`,
  );
}
