import type { RosterRow } from '../../../src/store/contract/people.ts';

/** A name that ends its attribute, opens a script, and turns the direction of what follows. */
export const HOSTILE_NAME = `"><script>alert(1)</script>\u202Eanna & <b>co`;
/** Without a place to break it. */
const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(6).slice(0, 200);

const NAMES = [
  'Ada Lovelace',
  'José Núñez Ortega',
  'Ольга Иванова',
  'Łukasz Wiśniewski',
  'Αλέξανδρος Παπαδόπουλος',
  'Þórdís Jónsdóttir',
  "Siobhán O'Brien",
  'Nguyễn Thị Minh',
  'فاطمة الزهراء',
  'עדי לוי',
  'María de los Ángeles Fernández',
  'Grace Hopper',
  'Linus Berg',
  'Иван Петров',
  'Zoë van der Meer',
  'Margaret Hamilton',
  '李小龍',
  'Søren Ødegård',
  'Çağla Yıldız',
  'Annelies Müller-Lüdenscheidt',
  'Edsger Dijkstra',
  'Radia Perlman',
  'दीपिका शर्मा',
  'Barbara Liskov',
  'Tomás Ó Súilleabháin',
  'Frances Allen',
  'Anita Borg',
  'Guðrún Ösp',
  'Dennis Ritchie',
  'Karen Spärck Jones',
  'Jean-Baptiste Étienne',
  'Léa Fontaine',
  'Mateo García',
  'Valentina Rossi',
  'Noor Haddad',
  'Camila Rojas',
];

/** A class as there are many: names in several scripts, and two that pages must bear. The first one has handed in most. */
export const ROSTER: RosterRow[] = [...NAMES, HOSTILE_NAME, LONG_NAME].map((name, index) => ({
  name,
  email: `${loginOf(name, index)}@students.example.com`,
  github: index % 3 === 2 ? null : loginOf(name, index),
}));

function loginOf(name: string, index: number): string {
  const word =
    name
      .normalize('NFD')
      .split(' ')[0]
      ?.replace(/[^A-Za-z]/g, '') || 'student';
  return `${word.slice(0, 20).toLowerCase()}${index + 1}`;
}
