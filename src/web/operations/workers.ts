import { STAGE_TITLES } from '../../core/stages.ts';
import type { Lang, Text } from '../../core/text.ts';
import type { OperationsView, RunningItem, WorkerItem } from '../../core/wire/operations.ts';
import { html, type Markup } from '../html.ts';
import { prose } from '../parts/prose.ts';
import { duration, moment } from '../parts/time.ts';
import { between } from './health.ts';
import { cancelButton, whose } from './parts.ts';

const WORDS = {
  title: { en: 'Workers', es: 'Trabajadores' },
  away: {
    en: 'Workers are known through Redis alone, and it does not answer. What runs goes on; its results wait with the workers.',
    es: 'Los trabajadores se conocen solo por Redis, y no responde. Lo que está en curso sigue; sus resultados esperan en los trabajadores.',
  },
  none: {
    en: 'There is no worker. Start one with `dockgrade worker`, and see its log when it does not appear here.',
    es: 'No hay ningún trabajador. Inicia uno con `dockgrade worker`, y mira su registro si no aparece aquí.',
  },
  unclaimed: {
    en: 'Running by the books, shown by no worker',
    es: 'En curso según los libros, ningún trabajador las muestra',
  },
  byBooks: { en: 'Running by the books', es: 'En curso según los libros' },
  takes: { en: 'takes submissions', es: 'toma entregas' },
  drains: { en: 'is stopping: it ends what it runs', es: 'se está deteniendo: termina lo que tiene' },
  unwell: { en: 'takes none', es: 'no toma ninguna' },
  idle: { en: 'Nothing runs here.', es: 'Aquí no hay nada en curso.' },
  since: { en: 'since', es: 'desde' },
  places: { en: 'places taken', es: 'lugares ocupados' },
  disk: { en: 'free on disk', es: 'libres en disco' },
  of: { en: 'of', es: 'de' },
  engine: { en: 'engine', es: 'motor' },
  starting: { en: 'between two stages', es: 'entre dos etapas' },
  swept: { en: 'runs of dead processes that it cleaned up', es: 'corridas de procesos muertos que limpió' },
  left: { en: 'something is left of', es: 'queda algo de' },
} satisfies Record<string, Text>;

/** Who runs what, since when, and what seems to hang. */
export function workers({ workers: all, unclaimed, at }: OperationsView, lang: Lang): Markup {
  return html`<section aria-labelledby="workers"><h2 id="workers">${WORDS.title[lang]}</h2>
${all === null && html`<p>${WORDS.away[lang]}</p>`}
${all?.length === 0 && html`<p>${prose(WORDS.none[lang])}</p>`}
${all && all.length > 0 && html`<div class="workers">${all.map((one) => worker(one, at, lang))}</div>`}
${unclaimed.length > 0 && html`<h3>${WORDS[all === null ? 'byBooks' : 'unclaimed'][lang]}</h3><ul class="jobs">${unclaimed.map((run) => line(run, at, lang))}</ul>`}</section>`;
}

function worker(one: WorkerItem, at: string, lang: Lang): Markup {
  const { id, host, pid, places, running, disk, swept, engine, compose, dockgrade, startedAt, draining, trouble } = one;
  const level = trouble !== null ? 'bad' : draining ? 'warn' : 'ok';
  const state = trouble !== null ? WORDS.unwell : draining ? WORDS.drains : WORDS.takes;
  return html`<article class="card worker ${level}" id="worker-${id}"><h3>${host} <span class="quiet">${pid}</span></h3>
<p class="state">${state[lang]}</p>
${trouble !== null && html`<p class="trouble">${trouble}</p>`}
<ul class="machine"><li>${running.length} ${WORDS.of[lang]} ${places} ${WORDS.places[lang]}</li>
${disk && html`<li>${gigabytes(disk.free, lang)} ${WORDS.of[lang]} ${gigabytes(disk.total, lang)} ${WORDS.disk[lang]}</li>`}
<li>${WORDS.engine[lang]} ${engine}${compose && html`, Compose ${compose}`}, dockgrade ${dockgrade}</li>
<li>${WORDS.since[lang]} ${moment(startedAt, lang)}</li>
${swept && swept.cleaned > 0 && html`<li>${WORDS.swept[lang]}: ${swept.cleaned}</li>`}
${swept && swept.left.length > 0 && html`<li class="late">${WORDS.left[lang]} ${swept.left.map((run) => html`<code>${run}</code> `)}</li>`}</ul>
${running.length === 0 ? html`<p class="quiet">${WORDS.idle[lang]}</p>` : html`<ul class="jobs">${running.map((run) => line(run, at, lang))}</ul>`}</article>`;
}

function line(run: RunningItem, at: string, lang: Lang): Markup {
  const { id, stage, since, startedAt, hang } = run;
  return html`<li id="run-${id}"${hang && html` class="hangs"`}><div>${whose(run, lang)}</div>
<span>${stage === null ? WORDS.starting[lang] : html`<strong>${STAGE_TITLES[stage][lang]}</strong> ${duration(between(since, at), lang)}`}
<span class="quiet">/ ${duration(between(startedAt, at), lang)}</span>${hang && html`<br><span class="late">! ${why(hang, lang)}</span>`}</span>${cancelButton(run, lang)}</li>`;
}

function why(hang: NonNullable<RunningItem['hang']>, lang: Lang): string {
  if (hang.why === 'unclaimed') {
    return {
      en: 'no worker shows it; it goes back to the queue',
      es: 'ningún trabajador la muestra; vuelve a la fila',
    }[lang];
  }
  if (hang.why === 'over') {
    const limit = duration(hang.limitSeconds, lang);
    return { en: `hangs: its time of ${limit} is over`, es: `trabada: pasó su tiempo de ${limit}` }[lang];
  }
  const usual = duration(hang.usualSeconds, lang);
  return { en: `hangs? this usually takes ${usual}`, es: `¿trabada? esto suele tardar ${usual}` }[lang];
}

export function gigabytes(bytes: number, lang: Lang): string {
  const gib = bytes / 1024 ** 3;
  return gib < 1
    ? `${(bytes / 1024 ** 2).toLocaleString(lang, { maximumFractionDigits: 1 })} MiB`
    : `${gib.toLocaleString(lang, { maximumFractionDigits: 1 })} GiB`;
}
