import type { Text } from '../../core/text.ts';
import type { AssignmentView } from '../../core/wire/assignment.ts';
import type { Frame } from '../frame.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';
import { WORDS as EDITOR } from '../parts/editor/words.ts';
import { notice } from '../parts/notice.ts';
import { points } from '../parts/points.ts';
import { trail } from '../parts/trail.ts';

const WORDS = {
  title: { en: 'Published', es: 'Publicada' },
  is: { en: 'is current now', es: 'es la actual' },
  points: { en: 'points', es: 'puntos' },
  next: { en: 'What to do next', es: 'Qué hacer ahora' },
  one: {
    en: '1 grade was made by another version and stays as it is.',
    es: '1 nota se hizo con otra versión y queda como está.',
  },
  many: {
    en: 'grades were made by another version and stay as they are.',
    es: 'notas se hicieron con otra versión y quedan como están.',
  },
  regrade: {
    en: 'Regrade them: see who gains and who loses, then decide',
    es: 'Recalificarlas: ver quién gana y quién pierde, y decidir',
  },
  none: { en: 'No grade was made by another version.', es: 'Ninguna nota se hizo con otra versión.' },
  roster: { en: 'Upload the roster, so that students see it', es: 'Subir la lista, para que los estudiantes la vean' },
  see: { en: 'See the assignment', es: 'Ver la consigna' },
  edit: { en: 'Go on editing', es: 'Seguir editando' },
} satisfies Record<string, Text>;

/** After publishing: what stays as it was, and where to go from here. `outdated`: grades that count by another version. */
export function assignmentPublishedPage(
  frame: Frame,
  { assignment, outdated }: { assignment: AssignmentView; outdated: number },
): string {
  const { lang } = frame;
  const { id, title, version } = assignment;
  const at = `/assignments/${id}`;
  return layout(
    frame,
    WORDS.title[lang],
    html`${trail(
      [
        ['/', EDITOR.assignments[lang]],
        [at, id],
      ],
      lang,
    )}
${notice('good', html`<p><strong>${title}</strong> <code>${id}</code>: ${EDITOR.version[lang].toLowerCase()} ${version} ${WORDS.is[lang]}, ${points(assignment.points, lang)} ${WORDS.points[lang]}.</p>`)}
<h2>${WORDS.next[lang]}</h2>
<p>${outdated === 0 ? WORDS.none[lang] : outdated === 1 ? WORDS.one[lang] : `${outdated} ${WORDS.many[lang]}`}</p>
<ul>
${outdated > 0 && html`<li><a href="${at}/regrades">${WORDS.regrade[lang]}</a></li>`}
${version === 1 && html`<li><a href="${at}/roster">${WORDS.roster[lang]}</a></li>`}
<li><a href="${at}">${WORDS.see[lang]}</a></li>
<li><a href="${at}/edit">${WORDS.edit[lang]}</a></li></ul>`,
  );
}
