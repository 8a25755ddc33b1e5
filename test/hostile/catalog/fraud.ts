import type { Threat } from './threat.ts';

export const FRAUD: readonly Threat[] = [
  {
    id: 'F140',
    attack: 'Data in the memory of the application, beside a database that nobody uses',
    treatment: 'app-uses-database fails, and what is gone with a new container counts as gone',
    test: 'test/hostile/fraud.test.ts',
  },
  {
    id: 'F141',
    attack: "Data in a SQLite file of the container's own layer",
    treatment: 'app-uses-database fails, and the data is gone with a new container',
    test: 'test/hostile/fraud.test.ts',
  },
  {
    id: 'F142',
    attack: 'Data in a file of a folder of the repository that is mounted',
    treatment:
      'app-uses-database fails: without its database it answers as before; the lines about its data are not earned',
    test: 'test/hostile/fraud.test.ts',
  },
  {
    id: 'F143',
    attack: 'Data in a SQLite file on a volume of the application',
    treatment: "app-uses-database fails; the lines about the database's data are not earned",
    test: 'test/hostile/fraud.test.ts',
  },
  {
    id: 'F144',
    attack: 'A database somewhere in the world',
    treatment: 'there is no way out: the application does not answer, and services-found-by-name tells the host',
    test: 'test/hostile/fraud.test.ts',
  },
  {
    id: 'F145',
    attack: 'Answers that are fixed in the code, or echo the question',
    treatment:
      'every run asks with other random values; without its database it answers as before, and app-uses-database fails',
    test: 'test/hostile/fraud.test.ts',
  },
  {
    id: 'F146',
    attack: 'An application that looks whether a grader asks',
    treatment: "requests look like those of a browser: no header, agent or address tells them from a visitor's",
    test: 'test/worker/prober/answers.test.ts',
  },
  {
    id: 'F147',
    attack: 'A health check that always says that all is well',
    treatment: 'it is run while its container stands still: healthchecks-honest fails; readiness is a request of ours',
    test: 'test/hostile/fraud.test.ts',
  },
  {
    id: 'F148',
    attack: 'Data that an image brings with it',
    treatment:
      'what was written later is gone with a new container: database-volume-declared fails, and the lines about data',
    test: 'test/hostile/fraud.test.ts',
  },
  {
    id: 'F151',
    attack: 'An application that hands every request on to that of another student',
    treatment:
      'the networks of two submissions know no way to each other: it gets no answer, the other sees no request',
    test: 'test/hostile/fraud.docker.test.ts',
  },
  {
    id: 'F230',
    attack: 'An application that keeps data in its memory fails, instead of saying so, where it lost them',
    treatment:
      'who stores and shows what is new, and fails for what is old, has lost it: the database beside it is not asked',
    test: 'test/hostile/fraud.docker.test.ts',
  },
  {
    id: 'F231',
    attack:
      "The database's client program is the student's own: it knows whatever it is asked for, prints terminal codes, never ends",
    treatment: 'it is asked for what nobody wrote first; who finds that is not believed, and what it prints is bounded',
    test: 'test/hostile/fraud.docker.test.ts',
  },
];
