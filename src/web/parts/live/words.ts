import type { StageName } from '../../../core/stages.ts';
import type { Lang, Text } from '../../../core/text.ts';
import type { LiveStage } from './progress.ts';

/** What a stage does, as somebody reads it who waits for it. */
export const STEPS: Record<StageName, Text> = {
  fetch: { en: 'Fetch the repository', es: 'Obtener el repositorio' },
  resolve: { en: 'Read the Compose file', es: 'Leer el archivo Compose' },
  admit: { en: 'See whether it may run', es: 'Ver si puede ejecutarse' },
  build: { en: 'Build the images', es: 'Construir las imágenes' },
  start: { en: 'Start the services', es: 'Iniciar los servicios' },
  probe: { en: 'Send requests', es: 'Enviar peticiones' },
  persistence: { en: 'Take the database away and bring it back', es: 'Quitar la base de datos y devolverla' },
  drills: { en: 'Try what may go wrong', es: 'Probar lo que puede fallar' },
  teardown: { en: 'Clean up', es: 'Limpiar' },
};

export const STEP_STATES: Record<LiveStage['state'], Text> = {
  ahead: { en: 'not begun', es: 'sin empezar' },
  running: { en: 'running', es: 'en curso' },
  ran: { en: 'done', es: 'listo' },
  skipped: { en: 'skipped', es: 'no se hizo' },
  failed: { en: 'failed', es: 'falló' },
};

export const LIVE = {
  steps: { en: 'Steps', es: 'Pasos' },
  prints: { en: 'What it prints', es: 'Lo que escribe' },
  judged: {
    en: 'All steps are done, the report is being written',
    es: 'Todos los pasos terminaron, se escribe el informe',
  },
  begun: { en: 'A worker has begun', es: 'Un trabajador empezó' },
  waiting: { en: 'It waits for a worker', es: 'Espera a un trabajador' },
  again: {
    en: 'A worker could not finish it, so it is tried again. That costs no attempt.',
    es: 'Un trabajador no pudo terminarla, así que se intenta otra vez. Eso no cuesta ningún intento.',
  },
  safe: { en: 'What was handed in is safe.', es: 'Lo que se entregó está a salvo.' },
  noWorker: {
    en: 'No worker is there at the moment. It is graded as soon as one is back; you can close this page.',
    es: 'En este momento no hay ningún trabajador. Se califica en cuanto vuelva uno; puedes cerrar esta página.',
  },
  noQueue: {
    en: 'The queue does not answer at the moment. It goes on as soon as the queue is back; you can close this page.',
    es: 'En este momento la fila no responde. Sigue en cuanto la fila vuelva; puedes cerrar esta página.',
  },
  noNews: {
    en: 'The queue does not answer at the moment. What runs goes on, and shows here when the queue is back; you can close this page.',
    es: 'En este momento la fila no responde. Lo que está en curso sigue, y se ve aquí cuando la fila vuelva; puedes cerrar esta página.',
  },
} satisfies Record<string, Text>;

export function placeText(place: number, lang: Lang): string {
  if (place === 1) return { en: 'Next in line', es: 'Es la siguiente de la fila' }[lang];
  return lang === 'en' ? `${ordinal(place)} in line` : `Lugar ${place} en la fila`;
}

export function startsText(seconds: number, lang: Lang): string {
  if (seconds === 0) return { en: 'starts at any moment', es: 'empieza en cualquier momento' }[lang];
  return lang === 'en' ? `starts in about ${roughly(seconds)}` : `empieza en unos ${roughly(seconds)}`;
}

export function endsText(seconds: number, lang: Lang): string {
  if (seconds === 0) return { en: 'it takes longer than usual', es: 'tarda más que de costumbre' }[lang];
  return lang === 'en'
    ? `the report comes in about ${roughly(seconds)}`
    : `el informe llega en unos ${roughly(seconds)}`;
}

export function triesText(tries: number, lang: Lang): string {
  return lang === 'en'
    ? `Try ${tries}: a worker began again.`
    : `Intento ${tries} del servicio: un trabajador empezó otra vez.`;
}

/** `Step 4 of 9: Build the images`. */
export function stepText(step: number, of: number, stage: StageName, lang: Lang): string {
  return `${lang === 'en' ? 'Step' : 'Paso'} ${step} ${lang === 'en' ? 'of' : 'de'} ${of}: ${STEPS[stage][lang]}`;
}

/** An estimate is no promise: tens of seconds, then minutes. */
function roughly(seconds: number): string {
  return seconds < 90 ? `${Math.max(10, Math.round(seconds / 10) * 10)} s` : `${Math.round(seconds / 60)} min`;
}

const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });

function ordinal(place: number): string {
  return `${place}${ENDINGS[ORDINALS.select(place)] ?? 'th'}`;
}
