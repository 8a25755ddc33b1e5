import type { CancelReason, State } from '../../core/submission.ts';
import type { Lang } from '../../core/text.ts';

interface SubmissionWords {
  /** What the line of progress is called while it waits. */
  queue: string;
  place(place: number): string;
  starts(about: string): string;
  ends(about: string): string;
  /** Seconds, roughly. */
  about(seconds: number): string;
  lost: string;
  back: string;
  again(attempt: number): string;
  states: Record<State, string>;
  cancelled: Record<CancelReason, string>;
  submission: string;
  accepted(id: string): string;
  handedIn: string;
  forWhom: string;
  attempts(used: number, limit: number | null): string;
  late(days: number): string;
  follow: string;
  newer: string;
  gone(id: string): string;
  goesOn: string;
  /** After a fault of ours. */
  noAttempt: string;
  labels: {
    repository: string;
    assignment: string;
    state: string;
    attempts: string;
    late: string;
    shared: string;
    started: string;
  };
}

const en: SubmissionWords = {
  queue: 'queue',
  place: (place) => (place === 1 ? 'next in the queue' : `place ${place} in the queue`),
  starts: (about) => `starts in ${about}`,
  ends: (about) => `report in ${about}`,
  about: (seconds) => (seconds < 90 ? `about ${tens(seconds)} s` : `about ${Math.round(seconds / 60)} min`),
  lost: 'dockgrade: the connection was lost; trying again …',
  back: 'dockgrade: the connection is back.',
  again: (attempt) => `dockgrade: begun again by a worker (try ${attempt}).`,
  states: { waiting: 'waiting', running: 'running', finished: 'finished', cancelled: 'cancelled' },
  cancelled: { asked: 'somebody asked for it', replaced: 'a newer one of the same repository took its place' },
  submission: 'Submission',
  accepted: (id) => `handed in as submission ${id}`,
  handedIn: 'handed in',
  forWhom: 'by',
  attempts: (used, limit) => (limit === null ? `${used} used` : `${used} of ${limit} used`),
  late: (days) => (days === 1 ? '1 day' : `${days} days`),
  follow: 'Follow it:',
  newer: 'Follow the newer one:',
  gone: (id) => `submission ${id} is cancelled; it costs no attempt`,
  goesOn: 'interrupted; the submission goes on without you',
  noAttempt: 'It cost no attempt. Hand in again:',
  labels: {
    repository: 'repository',
    assignment: 'assignment',
    state: 'state',
    attempts: 'attempts',
    late: 'late',
    shared: 'same repository',
    started: 'started',
  },
};

const es: SubmissionWords = {
  queue: 'cola',
  place: (place) => (place === 1 ? 'siguiente en la cola' : `lugar ${place} en la cola`),
  starts: (about) => `empieza en ${about}`,
  ends: (about) => `informe en ${about}`,
  about: (seconds) => (seconds < 90 ? `unos ${tens(seconds)} s` : `unos ${Math.round(seconds / 60)} min`),
  lost: 'dockgrade: se perdió la conexión; se intenta de nuevo …',
  back: 'dockgrade: la conexión volvió.',
  again: (attempt) => `dockgrade: un worker empezó de nuevo (intento ${attempt}).`,
  states: { waiting: 'en espera', running: 'en marcha', finished: 'terminada', cancelled: 'cancelada' },
  cancelled: { asked: 'alguien lo pidió', replaced: 'una más nueva del mismo repositorio tomó su lugar' },
  submission: 'Entrega',
  accepted: (id) => `entregado, es la entrega ${id}`,
  handedIn: 'entregada',
  forWhom: 'de',
  attempts: (used, limit) => (limit === null ? `${used} usados` : `${used} de ${limit} usados`),
  late: (days) => (days === 1 ? '1 día' : `${days} días`),
  follow: 'Para seguirla:',
  newer: 'Para seguir la más nueva:',
  gone: (id) => `la entrega ${id} está cancelada; no gasta ningún intento`,
  goesOn: 'interrumpido; la entrega sigue sin ti',
  noAttempt: 'No gastó ningún intento. Para entregar de nuevo:',
  labels: {
    repository: 'repositorio',
    assignment: 'consigna',
    state: 'estado',
    attempts: 'intentos',
    late: 'tarde',
    shared: 'mismo repositorio',
    started: 'empezó',
  },
};

export const SUBMISSION: Record<Lang, SubmissionWords> = { en, es };

function tens(seconds: number): number {
  return Math.max(5, seconds < 20 ? Math.round(seconds / 5) * 5 : Math.round(seconds / 10) * 10);
}
