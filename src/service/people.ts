import { DockgradeError } from '../core/errors.ts';
import { newId } from '../core/job.ts';
import type { Person, StoredToken, TokenKind } from '../store/contract/people.ts';
import { notFound, personView, requireTeacher } from './people/guard.ts';
import type { PeopleService, ServiceDependencies } from './service.ts';
import { linkTo, MAX_TOKEN, newToken, storedToken, tokenHash } from './tokens.ts';

const SESSION_DAYS = 30;
/** Enough for every browser of one person; who signs in once more, ends the oldest. */
const MAX_SESSIONS = 50;
/** Enough for every script of one person; a bound on what one person can make the store keep. */
const MAX_BEARERS = 100;
/** The teacher of this machine has no address elsewhere. */
const MACHINE_TEACHER = { name: 'Teacher', email: 'teacher@localhost' };

export function peopleService({ store: { people }, url }: Pick<ServiceDependencies, 'store' | 'url'>): PeopleService {
  return {
    async byToken(token) {
      const found = await find(token);
      return found && { person: found.person, token: found.token.id, kind: found.token.kind };
    },

    async startSession(by) {
      const person = 'link' in by ? await personOfLink(by.link) : await people.byGithub(by.github.toLowerCase());
      if (!person) return null;
      const { token, stored } = await give(person, 'session', 'browser', SESSION_DAYS);
      await people.markOpened(person.id, stored.createdAt);
      const sessions = (await people.tokens(person.id)).filter(({ kind }) => kind === 'session');
      for (const { id } of sessions.slice(0, -MAX_SESSIONS)) await people.removeToken(id, person.id);
      return { token, expiresAt: stored.expiresAt ?? '', person };
    },

    async endSession(token) {
      const found = await find(token);
      if (found?.token.kind === 'session') await people.removeToken(found.token.id, found.person.id);
    },

    async addToken(viewer, { name, days }) {
      const bearers = (await validTokens(viewer)).filter(({ kind }) => kind === 'bearer');
      if (bearers.length >= MAX_BEARERS) {
        throw new DockgradeError('conflict', `You have ${bearers.length} tokens, and more are not kept.`, {
          remedy: 'Take one away that you no longer use.',
        });
      }
      const { token, stored } = await give(viewer, 'bearer', name, days);
      return { id: stored.id, token, expiresAt: stored.expiresAt };
    },

    async tokens(viewer) {
      const tokens = await validTokens(viewer);
      return tokens.map(({ id, kind, name, createdAt, expiresAt }) => ({ id, kind, name, createdAt, expiresAt }));
    },

    async removeToken(viewer, id) {
      if (!(await people.removeToken(id, viewer.id))) throw notFound('token', id);
    },

    async addTeacher(viewer, request) {
      requireTeacher(viewer);
      const draft = newPerson('teacher', request.name, request.email);
      const teacher = await people.add(draft);
      if (teacher.id !== draft.id) {
        throw new DockgradeError(
          'conflict',
          `${teacher.email} belongs to the ${teacher.role} ${teacher.name} already.`,
          {
            remedy:
              teacher.role === 'teacher' ? 'They have a link of their own.' : 'Use another address for the teacher.',
          },
        );
      }
      return { ...personView(teacher), link: await newLink(teacher) };
    },

    async renewLink(viewer, id) {
      const person = await whoseLink(viewer, id);
      // A link is renewed because somebody else has it: what they opened with it ends too.
      await people.removeTokens(person.id, 'link');
      await people.removeTokens(person.id, 'session');
      return { link: await newLink(person) };
    },

    async ensureTeacher(token) {
      const person = await people.add(newPerson('teacher', MACHINE_TEACHER.name, MACHINE_TEACHER.email));
      const known = await find(token);
      if (known?.person.id !== person.id) {
        // The token in the data folder is the truth: a new one there makes the link of the old one useless.
        await people.removeTokens(person.id, 'link');
        await people.addToken(storedToken(token, { person: person.id, kind: 'link', name: 'this machine' }));
      }
      return { person, link: linkTo(url, token) };
    },
  };

  async function find(token: string): Promise<{ person: Person; token: StoredToken } | null> {
    if (token.length > MAX_TOKEN) return null;
    return people.byToken(tokenHash(token), new Date().toISOString());
  }

  async function validTokens({ id }: Person): Promise<StoredToken[]> {
    const now = new Date().toISOString();
    return (await people.tokens(id)).filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  }

  async function personOfLink(token: string): Promise<Person | null> {
    const found = await find(token);
    return found?.token.kind === 'link' ? found.person : null;
  }

  async function give(person: Person, kind: TokenKind, name: string, days?: number) {
    const token = newToken(kind);
    const stored = storedToken(token, { person: person.id, kind, name, ...(days === undefined ? {} : { days }) });
    await people.addToken(stored);
    return { token, stored };
  }

  async function newLink(person: Person): Promise<string> {
    const { token } = await give(person, 'link', 'personal link');
    return linkTo(url, token);
  }

  /** Everyone renews their own link, teachers also those of students. Who renews a teacher's link could act in their name: only the operator may. */
  async function whoseLink(viewer: Person, id: string): Promise<Person> {
    if (id === viewer.id) return viewer;
    const person = viewer.role === 'teacher' ? await people.person(id) : null;
    if (!person) throw notFound('person', id);
    if (person.role === 'teacher' && viewer.email !== MACHINE_TEACHER.email) {
      throw new DockgradeError('not-allowed', "You cannot renew another teacher's link.", {
        remedy: 'Whoever runs dockgrade can, with the link that its start prints.',
      });
    }
    return person;
  }
}

function newPerson(role: Person['role'], name: string, email: string): Person {
  return { id: newId(), role, name, email: email.toLowerCase(), github: null, createdAt: new Date().toISOString() };
}
