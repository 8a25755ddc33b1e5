import type { Text } from '../../core/text.ts';
import type { Words } from '../parts/counted.ts';

export const WORDS = {
  title: { en: 'Students', es: 'Estudiantes' },
  assignments: { en: 'Assignments', es: 'Consignas' },
  search: {
    en: 'Part of a name, an email or a GitHub login',
    es: 'Parte de un nombre, un correo o un usuario de GitHub',
  },
  find: { en: 'Search', es: 'Buscar' },
  all: { en: 'Show all', es: 'Mostrar a todos' },
  nobody: { en: 'Nobody is on this roster yet.', es: 'Todavía no hay nadie en esta lista.' },
  noneFound: { en: 'Nobody on this roster fits.', es: 'Nadie en esta lista coincide.' },
  name: { en: 'Name', es: 'Nombre' },
  email: { en: 'Email', es: 'Correo' },
  github: { en: 'GitHub', es: 'GitHub' },
  opened: { en: 'First came in', es: 'Entró por primera vez' },
  notYet: { en: 'not yet', es: 'todavía no' },
  change: { en: 'Change the roster', es: 'Cambiar la lista' },
  changeHint: {
    en: 'The file becomes the whole roster: who is not in it leaves. First you see what would happen; nothing is stored before you say so.',
    es: 'El archivo pasa a ser la lista completa: quien no está en él sale. Primero ves qué pasaría; nada se guarda antes de que lo digas.',
  },
  file: { en: 'CSV file', es: 'Archivo CSV' },
  fileHint: {
    en: 'Columns name, email and github (github may be missing or empty), as a spreadsheet saves it as CSV, at most 1 MiB and 10,000 students.',
    es: 'Columnas nombre, correo y github (github puede faltar o estar vacío), como una planilla de cálculo lo guarda en CSV, hasta 1 MiB y 10.000 estudiantes.',
  },
  paste: { en: 'Or paste it here', es: 'O pégalo aquí' },
  check: { en: 'Check', es: 'Revisar' },
  checkTitle: { en: 'What would happen', es: 'Qué pasaría' },
  guessed: {
    en: 'The file is not in UTF-8, so it was read as Excel saves it (Windows-1252). Look whether the accents in the names are right before you store it.',
    es: 'El archivo no está en UTF-8; se leyó como lo guarda Excel (Windows-1252). Mira si las tildes y las eñes de los nombres están bien antes de guardarlo.',
  },
  nothingStored: { en: 'Nothing is stored yet.', es: 'Todavía no se guardó nada.' },
  addedHint: { en: 'Each gets a personal link.', es: 'Cada uno recibe un enlace personal.' },
  joiningHint: { en: 'Their personal links stay.', es: 'Sus enlaces personales siguen sirviendo.' },
  leavingHint: {
    en: 'What they handed in stays, with its grades. They no longer see the assignment.',
    es: 'Lo que entregaron se conserva, con sus notas. Ya no ven la consigna.',
  },
  changedHint: {
    en: 'The name and the login change for every assignment.',
    es: 'El nombre y el usuario cambian en todas las consignas.',
  },
  before: { en: 'Before', es: 'Antes' },
  after: { en: 'After', es: 'Después' },
  more: { en: 'and others', es: 'y otros' },
  same: { en: 'The file is what the roster is already.', es: 'El archivo ya es lo que dice la lista.' },
  store: { en: 'Store this roster', es: 'Guardar esta lista' },
  back: { en: 'Do not store, back to the roster', es: 'No guardar, volver a la lista' },
  mistakes: { en: 'The file has mistakes; nothing is stored', es: 'El archivo tiene errores; no se guardó nada' },
  line: { en: 'Line', es: 'Línea' },
  column: { en: 'column', es: 'columna' },
  found: { en: 'Found', es: 'Se encontró' },
  expected: { en: 'Expected', es: 'Se esperaba' },
  shownOf: { en: 'shown of', es: 'mostrados de' },
  stored: { en: 'The roster is stored', es: 'La lista está guardada' },
  linksTitle: { en: 'New personal links', es: 'Enlaces personales nuevos' },
  linksOnce: {
    en: 'They are shown now and never again: only what they can be recognised by is kept. Send each student their own; whoever has a link is that student.',
    es: 'Se muestran ahora y nunca más: solo se guarda con qué reconocerlos. Envía a cada estudiante el suyo; quien tiene un enlace es ese estudiante.',
  },
  noLinks: {
    en: 'Everybody has a link already; it still works.',
    es: 'Todos tienen ya un enlace, que sigue sirviendo.',
  },
  link: { en: 'Personal link', es: 'Enlace personal' },
  download: { en: 'Download all as CSV', es: 'Descargar todos como CSV' },
  downloadHint: {
    en: 'Name, email, link. It can be downloaded as long as this page is open.',
    es: 'Nombre, correo, enlace. Se puede descargar mientras esta página esté abierta.',
  },
  inFile: { en: 'The others are in the file.', es: 'Los demás están en el archivo.' },
  toRoster: { en: 'To the roster', es: 'A la lista' },
} satisfies Record<string, Text>;

/** What a check counts. */
export const COUNTED = {
  students: {
    one: { en: 'student on the roster', es: 'estudiante en la lista' },
    many: { en: 'students on the roster', es: 'estudiantes en la lista' },
  },
  added: { one: { en: 'new', es: 'nuevo' }, many: { en: 'new', es: 'nuevos' } },
  joining: {
    one: { en: 'known from another assignment', es: 'conocido de otra consigna' },
    many: { en: 'known from another assignment', es: 'conocidos de otra consigna' },
  },
  kept: { one: { en: 'stays', es: 'sigue' }, many: { en: 'stay', es: 'siguen' } },
  leaving: {
    one: { en: 'leaves the roster', es: 'sale de la lista' },
    many: { en: 'leave the roster', es: 'salen de la lista' },
  },
  changed: {
    one: { en: 'with another name or login', es: 'con otro nombre o usuario' },
    many: { en: 'with another name or login', es: 'con otro nombre o usuario' },
  },
} satisfies Record<string, Words>;
