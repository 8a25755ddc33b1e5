import type { Lang, Text } from '../../core/text.ts';
import type { Problem } from '../../core/wire/problem.ts';
import { html, type Markup } from '../html.ts';
import { notice, problemNotice } from './notice.ts';

/** The form as it was sent, or as it begins. */
export interface HandInForm {
  assignment: string;
  /** Fresh for each form that is shown: one that is sent twice hands in once. */
  key: string;
  typed: { repository: string; ref: string; student: string };
  /** Whether it may be handed in for somebody else. */
  forOthers: boolean;
  /** Why what was sent was not taken. */
  problem: Problem | null;
}

const FIELDS = ['repository', 'ref', 'student'] as const;
type Field = (typeof FIELDS)[number];

const WORDS = {
  repository: { en: 'Address of the repository', es: 'Dirección del repositorio' },
  repositoryHint: {
    en: 'The HTTPS address of a public repository, as "git clone" takes it.',
    es: 'La dirección HTTPS de un repositorio público, como la usa "git clone".',
  },
  ref: { en: 'Branch, tag or commit (optional)', es: 'Rama, tag o commit (opcional)' },
  refHint: {
    en: 'Empty: the newest commit of the default branch.',
    es: 'Vacío: el último commit de la rama por defecto.',
  },
  student: { en: 'For a student (optional)', es: 'Para un estudiante (opcional)' },
  studentHint: {
    en: 'The email as it is in the roster. Empty: on trial, for yourself.',
    es: 'El email como está en la lista. Vacío: de prueba, para ti.',
  },
  send: { en: 'Hand in', es: 'Entregar' },
  checking: { en: 'Checking the repository…', es: 'Comprobando el repositorio…' },
  not: { en: 'It was not handed in.', es: 'No se entregó.' },
  see: { en: 'See what is wrong with', es: 'Mira qué pasa con' },
} satisfies Record<string, Text>;

/** A form that tells what it finds at the address while it is typed; it works without scripts too. */
export function handInForm(form: HandInForm, lang: Lang): Markup {
  const { assignment, key, forOthers, problem } = form;
  const wrong = wrongField(problem);
  return html`<form class="hand-in" method="post" action="/assignments/${assignment}/submissions">
${problem && (wrong === null ? problemNotice(problem) : pointer(wrong, lang))}
${field('repository', form, lang)}
<details${(form.typed.ref !== '' || wrong === 'ref') && html` open`}><summary>${WORDS.ref[lang]}</summary>${field('ref', form, lang)}</details>
${forOthers && field('student', form, lang)}
<p class="checking quiet" id="checking">${WORDS.checking[lang]}</p>
<div id="check" aria-live="polite"></div>
<input type="hidden" name="key" value="${key}" autocomplete="off">
<p><button>${WORDS.send[lang]}</button></p>
</form>`;
}

/** The field that a problem is about, when it is about one. */
function wrongField(problem: Problem | null): Field | null {
  const named = problem?.errors?.map(({ where }) => where) ?? [];
  return FIELDS.find((name) => named.includes(`/${name}`)) ?? null;
}

function pointer(name: Field, lang: Lang): Markup {
  return notice(
    'bad',
    html`<p><strong>${WORDS.not[lang]}</strong> ${WORDS.see[lang]} <a href="#${name}">${WORDS[name][lang]}</a>.</p>`,
  );
}

function field(name: Field, form: HandInForm, lang: Lang): Markup {
  const { typed, problem } = form;
  const wrong = wrongField(problem) === name ? problem : null;
  return html`<label for="${name}">${WORDS[name][lang]}</label>
<input id="${name}" name="${name}" value="${typed[name]}" aria-describedby="${name}-hint${wrong && ` ${name}-wrong`}"${wrong && html` aria-invalid="true" autofocus`} ${kind(name)}${name !== 'student' && checks(form)}>
<p class="hint" id="${name}-hint">${WORDS[`${name}Hint`][lang]}</p>
${wrong && html`<p class="wrong" id="${name}-wrong"><strong>${wrong.detail}</strong> ${wrong.remedy}</p>`}`;
}

/** Nothing is refused here that the service would take: it takes addresses with spaces around them. */
function kind(name: Field): Markup {
  const plain = html`autocapitalize="none" spellcheck="false" autocomplete="off"`;
  if (name === 'repository') {
    return html`type="text" inputmode="url" placeholder="https://github.com/…" maxlength="500" required ${plain}`;
  }
  return name === 'ref' ? html`type="text" maxlength="200" ${plain}` : html`type="email" maxlength="254" ${plain}`;
}

/** The newest question counts: one before it that is still open is broken off. */
function checks({ assignment }: HandInForm): Markup {
  return html` hx-get="/assignments/${assignment}/check" hx-trigger="input changed delay:400ms" hx-include="#repository, #ref" hx-target="#check" hx-sync="closest form:replace" hx-indicator="#checking" hx-validate="false"`;
}
