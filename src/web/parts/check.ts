import type { ComposePlace, Look, RepositoryCheck } from '../../core/look.ts';
import type { Lang, Text } from '../../core/text.ts';
import { html, type Markup } from '../html.ts';
import { notice } from './notice.ts';

const WORDS = {
  reachable: { en: 'The repository can be reached.', es: 'Se puede llegar al repositorio.' },
  empty: {
    en: 'It has no commit yet: push one before you hand it in.',
    es: 'Todavía no tiene ningún commit: sube uno (push) antes de entregar.',
  },
  commit: { en: 'Commit', es: 'Commit' },
  ofDefault: { en: 'the newest of its default branch', es: 'el último de su rama por defecto' },
  of: { en: 'the newest of', es: 'el último de' },
  asked: { en: 'the one that you asked for', es: 'el que pediste' },
  compose: { en: 'Compose file:', es: 'Archivo de Compose:' },
  noCompose: {
    en: 'There is no Compose file where this assignment looks for it:',
    es: 'No hay un archivo de Compose donde esta consigna lo busca:',
  },
  unknown: {
    en: 'This host does not list files; the Compose file is looked for when it is graded.',
    es: 'Este servidor no lista archivos; el archivo de Compose se busca al calificar.',
  },
  still: { en: 'You can hand in all the same.', es: 'Puedes entregar de todos modos.' },
} satisfies Record<string, Text>;

const UNCHECKED: Record<Extract<RepositoryCheck, { state: 'unchecked' }>['why'], Text> = {
  busy: {
    en: 'Many are checking their repositories at this moment.',
    es: 'Muchas personas están comprobando sus repositorios en este momento.',
  },
  'no-answer': {
    en: 'The repository could not be checked: its host does not answer.',
    es: 'No se pudo comprobar el repositorio: su servidor no responde.',
  },
  'no-git': { en: 'The repository cannot be checked here.', es: 'Aquí no se puede comprobar el repositorio.' },
};

/** What a look at the repository found, beside the form in which its address is typed. */
export function checkResult(check: RepositoryCheck, lang: Lang): Markup {
  if (check.state === 'mistake') {
    const { message, remedy } = check;
    return notice('bad', html`<p><strong>${message}</strong></p>${remedy !== null && html`<p>${remedy}</p>`}`);
  }
  if (check.state === 'unchecked') {
    return notice('note', html`<p>${UNCHECKED[check.why][lang]} ${WORDS.still[lang]}</p>`);
  }
  const { look, ref } = check;
  const well = look.commit !== null && look.compose.state !== 'missing';
  return notice(
    well ? 'good' : 'note',
    html`<p><strong>${WORDS.reachable[lang]}</strong></p>${
      look.commit === null
        ? html`<p>${WORDS.empty[lang]}</p>`
        : html`<p>${WORDS.commit[lang]} <code title="${look.commit}">${look.commit.slice(0, 10)}</code>: ${which(look, ref, lang)}</p><p>${compose(look.compose, lang)}</p>`
    }`,
  );
}

function which({ branch, commit }: Look, ref: string | null, lang: Lang): Markup {
  if (ref !== null) return ref === commit ? html`${WORDS.asked[lang]}` : html`${WORDS.of[lang]} <code>${ref}</code>`;
  return html`${WORDS.ofDefault[lang]}${branch !== null && html` <code>${branch}</code>`}`;
}

function compose(place: ComposePlace, lang: Lang): Markup {
  if (place.state === 'found') return html`${WORDS.compose[lang]} <code>${place.file}</code>`;
  if (place.state === 'unknown') return html`${WORDS.unknown[lang]}`;
  return html`${WORDS.noCompose[lang]} ${place.places.map((path, index) => html`${index > 0 && ', '}<code>${path}</code>`)}`;
}
