import type { Text } from '../../core/text.ts';
import type { AssignmentVersionView } from '../../core/wire/editor.ts';
import type { Frame } from '../frame.ts';
import { exactly, html } from '../html.ts';
import { layout } from '../layout.ts';
import { diff } from '../parts/editor/diff.ts';
import { WORDS } from '../parts/editor/words.ts';
import { moment } from '../parts/time.ts';
import { trail } from '../parts/trail.ts';

const HERE = {
  by: { en: 'published by', es: 'publicada por' },
  changes: { en: 'From this version to the current one', es: 'De esta versión a la actual' },
  file: { en: 'The file', es: 'El archivo' },
  back: { en: 'Edit from this version', es: 'Editar a partir de esta versión' },
} satisfies Record<string, Text>;

/** A version as it was published. `currentSource`: the file that is current. */
export function assignmentVersionPage(
  frame: Frame,
  { id, version, currentSource }: { id: string; version: AssignmentVersionView; currentSource: string },
): string {
  const { lang } = frame;
  const edit = `/assignments/${id}/edit`;
  return layout(
    frame,
    `${id}: ${WORDS.version[lang].toLowerCase()} ${version.version}${version.current ? ` (${WORDS.current[lang]})` : ''}`,
    html`${trail(
      [
        ['/', WORDS.assignments[lang]],
        [`/assignments/${id}`, id],
        [edit, WORDS.editTitle[lang]],
      ],
      lang,
    )}
<p class="quiet">${moment(version.publishedAt, lang)}, ${HERE.by[lang]} ${version.publishedBy}</p>
<p><a class="button second" href="${edit}?version=${version.version}">${HERE.back[lang]}</a></p>
${!version.current && html`<h2>${HERE.changes[lang]}</h2>${diff(version.source, currentSource, lang)}`}
<h2>${HERE.file[lang]}</h2><pre tabindex="0">${exactly(version.source)}</pre>`,
  );
}
