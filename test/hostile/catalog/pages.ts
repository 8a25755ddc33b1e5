import type { Threat } from './threat.ts';

export const PAGES: readonly Threat[] = [
  {
    id: 'F247',
    attack: 'Another site that a teacher has open sends forms to each address of a page, in every way of a browser',
    treatment: '403 before anything of it is read; what can be opened by a link changes nothing',
    test: 'test/hostile/pages.test.ts',
  },
  {
    id: 'F248',
    attack: "A student opens teachers' pages, sends their forms, or names somebody else in a form of their own",
    treatment: '403, or 404 as if it were not there; whoever is not signed in is told how to',
    test: 'test/hostile/pages.test.ts',
  },
  {
    id: 'F249',
    attack: 'A link to this service whose address begins with two slashes and the name of another site',
    treatment: 'an error page all of whose links stay here',
    test: 'test/hostile/pages.test.ts',
  },
  {
    id: 'F250',
    attack: 'A page or a part of one that loads, runs or frames something else, or is kept for the next reader',
    treatment: 'each answer forbids it by its policy, is stored nowhere, and its cookies are read by no script',
    test: 'test/hostile/pages.test.ts',
  },
  {
    id: 'F251',
    attack: "A page of another site leads somebody who is signed in to its author's personal link",
    treatment: 'asked first, with both names: what they do next is theirs, until they say so',
    test: 'test/hostile/pages.test.ts',
  },
];
