import type { Lang } from '../../src/core/text.ts';
import type { PersonView } from '../../src/core/wire/people.ts';
import type { Frame } from '../../src/web/frame.ts';

const STUDENT: PersonView = {
  id: 'a'.repeat(26),
  role: 'student',
  name: 'Stu Dent',
  email: 'stu@example.com',
  github: null,
};

/** What surrounds a page that a test makes without a service. */
export function testFrame(lang: Lang = 'en', person: PersonView | null = STUDENT): Frame {
  return {
    lang,
    person,
    at: '/',
    assets: { style: '/style.css', icon: '/icon.svg', editor: '/editor.js', script: '/dockgrade.js' },
  };
}
