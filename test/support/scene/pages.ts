import type { Person } from '../../../src/store/contract/people.ts';
import { CLOSED, LATE, OPEN } from './assignments.ts';
import { HOSTILE_NAME } from './people.ts';
import type { Scene } from './scene.ts';

/** A page as somebody opens it. */
export interface Opened {
  /** Names it, and its picture. */
  name: string;
  /** As it is registered; null for an address that no route has. */
  route: string | null;
  as: (scene: Scene) => Person | null;
  path: (scene: Scene) => string;
  status: number;
  /** What hostile people wrote and this page shows: as text, and nothing else. */
  shows?: string;
}

type More = Partial<Pick<Opened, 'status' | 'shows'>>;

const nobody = () => null;
const student = ({ students }: Scene) => students[0];
const other = ({ students }: Scene) => students[1];
const teacher = (scene: Scene) => scene.teacher;

function page(name: string, route: string | null, as: Opened['as'], path: Opened['path'], more: More = {}): Opened {
  return { name, route, as, path, status: 200, ...more };
}

const CLEAN_NAME = HOSTILE_NAME.replace('\u202E', '\\u202e');
const ofSubmission = (id: (scene: Scene) => string) => (scene: Scene) => `/submissions/${id(scene)}`;

const ofAssignment =
  (id: string, rest = '') =>
  () =>
    `/assignments/${id}${rest}`;

/** Every page, and the states in which it looks different. */
export const PAGES: Opened[] = [
  page('welcome', '/', nobody, () => '/'),
  page('wrong-link', '/enter/:token', nobody, () => '/enter/dgl_wrong', { status: 404 }),
  page('error-codes', '/errors', nobody, () => '/errors'),
  page('not-found', null, student, () => '/no/such/page', { status: 404 }),
  page(
    'not-yours',
    '/submissions/:id',
    other,
    ofSubmission(({ tried }) => tried.good),
    { status: 404 },
  ),
  page('not-for-students', '/operations', student, () => '/operations', { status: 403 }),

  page('home-student', '/', student, () => '/'),
  page('assignment-student', '/assignments/:id', student, ofAssignment(OPEN.id)),
  page('assignment-late', '/assignments/:id', other, ofAssignment(LATE.id)),
  page('assignment-closed', '/assignments/:id', other, ofAssignment(CLOSED.id)),
  page(
    'submission-good',
    '/submissions/:id',
    student,
    ofSubmission(({ tried }) => tried.good),
  ),
  page(
    'submission-no-volume',
    '/submissions/:id',
    student,
    ofSubmission(({ tried }) => tried['no-volume']),
  ),
  page(
    'submission-crash',
    '/submissions/:id',
    student,
    ofSubmission(({ tried }) => tried.crash),
  ),
  page(
    'submission-build',
    '/submissions/:id',
    student,
    ofSubmission(({ tried }) => tried.build),
  ),
  page(
    'submission-refused',
    '/submissions/:id',
    student,
    ofSubmission(({ tried }) => tried.refused),
  ),
  page(
    'submission-fault',
    '/submissions/:id',
    student,
    ofSubmission(({ tried }) => tried.fault),
  ),
  page(
    'submission-hostile',
    '/submissions/:id',
    teacher,
    ofSubmission(({ tried }) => tried.hostile),
    {
      shows: '<script>alert(6)</script>',
    },
  ),
  page(
    'submission-running',
    '/submissions/:id',
    student,
    ofSubmission(({ running }) => running),
  ),
  page(
    'submission-waiting',
    '/submissions/:id',
    other,
    ofSubmission(({ waiting }) => waiting),
  ),
  page('changes', '/submissions/:id/changes/:other', student, ({ tried }) => {
    return `/submissions/${tried['no-volume']}/changes/${tried.hostile}`;
  }),

  page('home-teacher', '/', teacher, () => '/'),
  page('assignment-teacher', '/assignments/:id', teacher, ofAssignment(OPEN.id)),
  page('grades', '/grades', teacher, () => '/grades', { shows: CLEAN_NAME }),
  page('grades-one', '/assignments/:id/grades', teacher, ofAssignment(OPEN.id, '/grades'), { shows: CLEAN_NAME }),
  page('statistics', '/assignments/:id/statistics', teacher, ofAssignment(OPEN.id, '/statistics')),
  page('student', '/assignments/:id/students/:student', teacher, ({ students }) => {
    return `/assignments/${OPEN.id}/students/${students[0].id}`;
  }),
  page(
    'student-overridden',
    '/assignments/:id/students/:student',
    teacher,
    ({ students }) => {
      return `/assignments/${OPEN.id}/students/${students[3].id}`;
    },
    { shows: '<b>office hour</b>' },
  ),
  page(
    'student-hostile',
    '/assignments/:id/students/:student',
    teacher,
    ({ hostile }) => {
      return `/assignments/${OPEN.id}/students/${hostile.id}`;
    },
    { shows: CLEAN_NAME },
  ),
  page('regrades', '/assignments/:id/regrades', teacher, ofAssignment(OPEN.id, '/regrades')),
  page('regrade-ready', '/assignments/:id/regrades/:regrade', teacher, ({ regrade }) => {
    return `/assignments/${OPEN.id}/regrades/${regrade}`;
  }),
  page('regrade-running', '/assignments/:id/regrades/:regrade', teacher, ({ regrading }) => {
    return `/assignments/${CLOSED.id}/regrades/${regrading}`;
  }),
  page('roster', '/assignments/:id/roster', teacher, ofAssignment(OPEN.id, '/roster'), { shows: CLEAN_NAME }),
  page('editor-new', '/assignments/new', teacher, () => '/assignments/new'),
  page('editor', '/assignments/:id/edit', teacher, ofAssignment(OPEN.id, '/edit')),
  page('published', '/assignments/:id/published', teacher, ofAssignment(OPEN.id, '/published')),
  page('version', '/assignments/:id/versions/:version', teacher, ofAssignment(OPEN.id, '/versions/1')),
  page('operations', '/operations', teacher, () => '/operations'),
];

/** What can be opened and is no whole page: fragments, files, streams, ways to a page that is listed. */
export const PARTS = [
  '/assignments/:id/changes',
  '/assignments/:id/check',
  '/assignments/:id/grades.csv',
  '/assignments/:id/regrades/:regrade/live',
  '/grades.csv',
  '/operations/live',
  '/service-notice',
  '/submissions/:id/live',
];
