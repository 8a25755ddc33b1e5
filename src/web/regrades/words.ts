import type { Text } from '../../core/text.ts';
import type { RegradeView } from '../../core/wire/grades.ts';
import type { Words } from '../parts/counted.ts';

export const MODES: Record<RegradeView['mode'], Text> = {
  judge: { en: 'stored evidence judged again', es: 'evidencia guardada, juzgada otra vez' },
  run: { en: 'submissions run again', es: 'entregas ejecutadas otra vez' },
};

export const STATES: Record<RegradeView['state'], Text> = {
  running: { en: 'is running', es: 'en curso' },
  ready: { en: 'ready, waits for you', es: 'lista, te espera' },
  published: { en: 'published', es: 'publicada' },
  discarded: { en: 'discarded', es: 'descartada' },
};

export const WORDS = {
  title: { en: 'Regrades', es: 'Recalificaciones' },
  one: { en: 'Regrade', es: 'Recalificación' },
  assignments: { en: 'Assignments', es: 'Consignas' },
  none: { en: 'Nothing was graded again yet.', es: 'Todavía no se recalificó nada.' },
  begun: { en: 'Begun', es: 'Empezó' },
  by: { en: 'By', es: 'Por' },
  how: { en: 'How', es: 'Cómo' },
  state: { en: 'State', es: 'Estado' },
  progress: { en: 'Progress', es: 'Avance' },
  begin: { en: 'Grade again', es: 'Recalificar' },
  what: { en: 'How', es: 'Cómo' },
  judge: { en: 'Judge stored evidence again', es: 'Juzgar otra vez la evidencia guardada' },
  judgeHint: {
    en: 'Seconds. For a changed rubric: nothing runs, every attempt is judged by the current version.',
    es: 'Segundos. Para una rúbrica que cambió: nada se ejecuta, cada intento se juzga con la versión actual.',
  },
  run: { en: 'Run the submissions again', es: 'Ejecutar otra vez las entregas' },
  runHint: {
    en: 'Minutes each, behind everything else in the queue. Of each student the submission that counts, at its commit.',
    es: 'Minutos por cada una, detrás de todo lo demás en la fila. De cada estudiante la entrega que cuenta, en su commit.',
  },
  whom: { en: 'Email of one student (empty: everybody)', es: 'Correo de un estudiante (vacío: todos)' },
  next: { en: 'Then', es: 'Después' },
  preview: { en: 'Show me first who would gain and who would lose', es: 'Mostrarme primero quién sube y quién baja' },
  atOnce: { en: 'Publish as soon as it is ready', es: 'Publicar apenas esté lista' },
  start: { en: 'Begin', es: 'Empezar' },
  underWay: {
    en: 'One regrade at a time: before another one can begin, this one has to be published or discarded.',
    es: 'Una recalificación a la vez: antes de empezar otra, hay que publicar o descartar esta.',
  },
  ended: { en: 'ended', es: 'terminadas' },
  of: { en: 'of', es: 'de' },
  isRunning: { en: 'It is running. No grade has changed.', es: 'Está en curso. Ninguna nota cambió.' },
  isReady: { en: 'It is ready. No grade has changed yet.', es: 'Está lista. Todavía no cambió ninguna nota.' },
  isPublished: { en: 'It is published: these grades have changed.', es: 'Está publicada: estas notas cambiaron.' },
  isDiscarded: {
    en: 'It was discarded: no grade has changed by it.',
    es: 'Se descartó: ninguna nota cambió por ella.',
  },
  lookAgain: { en: 'Look again', es: 'Mirar otra vez' },
  publish: { en: 'Publish', es: 'Publicar' },
  publishMeans: {
    en: 'Publishing puts the new results in the place of the old ones: these grades change at once, and the history of each says so. Scores set by hand stay.',
    es: 'Publicar pone los resultados nuevos en el lugar de los viejos: estas notas cambian de inmediato, y el historial de cada una lo dice. Los puntajes puestos a mano se conservan.',
  },
  discard: { en: 'Discard', es: 'Descartar' },
  changes: { en: 'Who changes', es: 'Quiénes cambian' },
  nobody: { en: 'No grade changes.', es: 'No cambia ninguna nota.' },
  student: { en: 'Student', es: 'Estudiante' },
  before: { en: 'Before', es: 'Antes' },
  after: { en: 'After', es: 'Después' },
  difference: { en: 'Difference', es: 'Diferencia' },
  submission: { en: 'Submission', es: 'Entrega' },
  see: { en: 'see', es: 'ver' },
  notGraded: { en: 'none', es: 'ninguna' },
  distribution: { en: 'By how much', es: 'En cuánto' },
  points: { en: 'Points gained or lost', es: 'Puntos de más o de menos' },
  students: { en: 'Students', es: 'Estudiantes' },
  to: { en: 'to', es: 'a' },
} satisfies Record<string, Text>;

export const COUNTED = {
  gain: { one: { en: 'gains', es: 'sube' }, many: { en: 'gain', es: 'suben' } },
  lose: { one: { en: 'loses', es: 'baja' }, many: { en: 'lose', es: 'bajan' } },
  stay: { one: { en: 'stays', es: 'sigue igual' }, many: { en: 'stay', es: 'siguen igual' } },
  failed: {
    one: { en: 'ended without a result and stays as it is', es: 'terminó sin resultado y queda como está' },
    many: { en: 'ended without a result and stay as they are', es: 'terminaron sin resultado y quedan como están' },
  },
} satisfies Record<string, Words>;
