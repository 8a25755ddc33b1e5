import { WORDS as REPORT } from '../../../core/report/words.ts';
import type { Lang, Text } from '../../../core/text.ts';
import type { AssignmentCheck, AssignmentMeaning } from '../../../core/wire/editor.ts';
import { html, type Markup } from '../../html.ts';
import { dueText, lateText } from '../due.ts';
import { points } from '../points.ts';
import { prose } from '../prose.ts';
import { duration } from '../time.ts';

const WORDS = {
  good: { en: 'No mistakes: it can be published.', es: 'Sin errores: se puede publicar.' },
  one: { en: '1 mistake', es: '1 error' },
  many: { en: 'mistakes', es: 'errores' },
  more: { en: 'more are not shown', es: 'más no se muestran' },
  line: { en: 'Line', es: 'Línea' },
  column: { en: 'column', es: 'columna' },
  found: { en: 'found', es: 'se encontró' },
  expected: { en: 'expected', es: 'se esperaba' },
  warning: { en: 'Is this meant?', es: '¿Es lo que quieres?' },
  points: { en: 'points', es: 'puntos' },
  due: { en: 'Deadline', es: 'Plazo' },
  attempts: { en: 'Attempts', es: 'Intentos' },
  unlimited: { en: 'as many as one likes', es: 'todos los que se quiera' },
  best: { en: 'the best one counts', es: 'cuenta el mejor' },
  last: { en: 'the last one counts', es: 'cuenta el último' },
  ready: { en: 'Ready', es: 'Lista' },
  within: { en: 'answers within', es: 'responde antes de' },
  probes: { en: 'Requests', es: 'Peticiones' },
  noProbes: {
    en: 'none: it is enough that the application answers',
    es: 'ninguna: basta con que la aplicación responda',
  },
  marker: { en: 'Data', es: 'Datos' },
  byProbe: { en: 'written by', es: 'los escribe' },
  byClient: { en: 'written through the database’s own client', es: 'se escriben con el cliente de la base de datos' },
  limits: { en: 'Limits', es: 'Límites' },
  processes: { en: 'processes', es: 'procesos' },
  disk: { en: 'disk', es: 'disco' },
  memory: { en: 'memory', es: 'memoria' },
  network: { en: 'Internet', es: 'Internet' },
  build: { en: 'builds', es: 'construcción' },
  run: { en: 'running', es: 'ejecución' },
  open: { en: 'open', es: 'abierta' },
  closed: { en: 'closed', es: 'cerrada' },
} satisfies Record<string, Text>;

/** Nobody reads more at a time. */
const SHOWN = 50;

/** What the text in the editor is worth. `now`: ISO 8601. The first sentence is spoken by screen readers as it changes. */
export function checkResult({ mistakes, meaning }: AssignmentCheck, now: string, lang: Lang): Markup {
  const count = mistakes.length;
  const sentence = meaning ? WORDS.good[lang] : count === 1 ? WORDS.one[lang] : `${count} ${WORDS.many[lang]}`;
  return html`<p id="verdict" role="status" class="verdict ${meaning ? 'good' : 'bad'}"><strong>${sentence}</strong></p>
${meaning ? meaningOf(meaning, now, lang) : mistakeList(mistakes, lang)}`;
}

function mistakeList(mistakes: AssignmentCheck['mistakes'], lang: Lang): Markup {
  const more = mistakes.length - SHOWN;
  return html`<ol class="mistakes">${mistakes.slice(0, SHOWN).map(
    ({ line, column, path, found, expected }) => html`<li>
<a href="#source" data-line="${line}" data-column="${column}">${WORDS.line[lang]} ${line}, ${WORDS.column[lang]} ${column}</a>${path !== '' && html` <code>${path}</code>`}<br>
${WORDS.found[lang]} <span class="found">${prose(found)}</span>, ${WORDS.expected[lang]} <span class="expected">${prose(expected)}</span></li>`,
  )}</ol>
${more > 0 && html`<p class="quiet">${more} ${WORDS.more[lang]}</p>`}`;
}

function meaningOf(meaning: AssignmentMeaning, now: string, lang: Lang): Markup {
  const { id, title, due, attempts, ready, probes, persistence, network, warnings } = meaning;
  const late = lateText(meaning, lang);
  return html`${warnings.length > 0 && html`<div class="notice wait"><p><strong>${WORDS.warning[lang]}</strong></p><ul>${warnings.map((warning) => html`<li>${warning}</li>`)}</ul></div>`}
<p><strong>${title}</strong> <code>${id}</code><br>${points(meaning.points, lang)} ${WORDS.points[lang]}</p>
<dl class="meaning">
<dt>${WORDS.due[lang]}</dt><dd>${dueText({ due }, now, lang)}${late && html`<br>${late}`}</dd>
<dt>${WORDS.attempts[lang]}</dt><dd>${attempts ? `${attempts.limit}; ${WORDS[attempts.count][lang]}` : WORDS.unlimited[lang]}</dd>
<dt>${WORDS.ready[lang]}</dt><dd><code>${ready.path}</code> ${WORDS.within[lang]} ${duration(ready.within, lang)}</dd>
<dt>${WORDS.probes[lang]}</dt><dd>${
    probes.length === 0
      ? WORDS.noProbes[lang]
      : html`<ol>${probes.map(({ name, method, path }) => html`<li>${name} <code>${method} ${path}</code></li>`)}</ol>`
  }</dd>
<dt>${WORDS.marker[lang]}</dt><dd>${persistence === null ? WORDS.byClient[lang] : html`${WORDS.byProbe[lang]} «${persistence}»`}</dd>
<dt>${WORDS.limits[lang]}</dt><dd>${limits(meaning.limits, lang)}</dd>
<dt>${WORDS.network[lang]}</dt><dd>${WORDS.build[lang]}: ${WORDS[network.build][lang]}; ${WORDS.run[lang]}: ${WORDS[network.run][lang]}</dd>
</dl>
${meaning.groups.map((group) => rubricGroup(group, lang))}`;
}

function rubricGroup({ group, points: sum, lines }: AssignmentMeaning['groups'][number], lang: Lang): Markup {
  return html`<details class="group"><summary>${REPORT[lang].groups[group]} <span class="worth">${points(sum, lang)} ${WORDS.points[lang]}</span></summary>
<ul class="lines">${lines.map((line) => html`<li><span>${prose(line.title)}</span> <span class="worth">${points(line.points, lang)}</span></li>`)}</ul></details>`;
}

function limits({ time, memory, cpus, pids, disk }: AssignmentMeaning['limits'], lang: Lang): string {
  return [
    duration(time, lang),
    `${size(memory, lang)} ${WORDS.memory[lang]}`,
    `${cpus} CPU`,
    `${pids} ${WORDS.processes[lang]}`,
    `${size(disk, lang)} ${WORDS.disk[lang]}`,
  ].join(' · ');
}

function size(bytes: number, lang: Lang): string {
  const [value, unit] = bytes >= 1024 ** 3 ? [bytes / 1024 ** 3, 'GiB'] : [bytes / 1024 ** 2, 'MiB'];
  return `${value.toLocaleString(lang, { maximumFractionDigits: 1 })} ${unit}`;
}
