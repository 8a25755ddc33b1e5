import type { Threat } from './threat.ts';

export const DOORS: readonly Threat[] = [
  {
    id: 'F153',
    attack: 'A webhook whose signature is missing, wrong, too short or SHA-1',
    treatment: '401 before anything of it is read',
    test: 'test/github/webhook.test.ts',
  },
  {
    id: 'F154',
    attack: 'A delivery that is sent again, also under another id',
    treatment: 'answered, and nothing is handed in',
    test: 'test/github/webhook.test.ts',
  },
  {
    id: 'F155',
    attack: 'A ping',
    treatment: '200',
    test: 'test/github/webhook.test.ts',
  },
  {
    id: 'F156',
    attack: 'An unknown event, a deleted branch, a fork or another repository',
    treatment: '202 with the reason, and nothing is handed in',
    test: 'test/github/push-rules.test.ts',
  },
  {
    id: 'F157',
    attack: 'A webhook of 5 MB, or one that is zipped, a form, or text',
    treatment: '413 or 415',
    test: 'test/github/webhook.test.ts',
  },
  {
    id: 'F158',
    attack: "Looking at another student's submission, report or events",
    treatment: '404, as if it were not there',
    test: 'test/api/submissions.test.ts',
  },
  {
    id: 'F159',
    attack: '200 submissions at once',
    treatment: 'one student runs one at a time: who comes next is served at once',
    test: 'test/service/keeper/way.test.ts',
  },
  {
    id: 'F160',
    attack: 'JSON with `__proto__`, with unknown fields, or a thousand levels deep',
    treatment: '400 with the place of each mistake; no object is changed',
    test: 'test/api/bad-input.test.ts',
  },
  {
    id: 'F161',
    attack: 'An address of 60,000 signs',
    treatment: '400 by its length, before any pattern is tried; longer bodies are 413',
    test: 'test/api/bad-input.test.ts',
  },
  {
    id: 'F162',
    attack: 'Guessing tokens',
    treatment: '429 after 30 wrong ones in a minute of one address; good tokens still work',
    test: 'test/api/people.test.ts',
  },
  {
    id: 'F163',
    attack: 'A way out in an address, such as `..%2f..%2fetc%2fpasswd`',
    treatment: '404: nothing in an address ever becomes the name of a file',
    test: 'test/api/bad-input.test.ts',
  },
  {
    id: 'F164',
    attack: 'A result of a job that somebody else holds, or that nobody began',
    treatment: 'the queue takes no result without the lock of the job',
    test: 'test/queue/forged.test.ts',
  },
  {
    id: 'F236',
    attack:
      'Text that acts on terminals, browsers, spreadsheets and eyes, and holds tokens, in every form in which words leave',
    treatment:
      'one cleaning for reports, pages, tables, events, problems and logs; each form escapes the rest in its own way',
    test: 'test/hostile/reports.test.ts',
  },
  {
    id: 'F237',
    attack: 'Results and progress in Redis that no worker wrote, without end or somewhere else',
    treatment: 'no more is read than may be one; what does not fit its schema ends as a fault, or is nothing',
    test: 'test/queue/forged.test.ts',
  },
  {
    id: 'F239',
    attack: 'Ids of events and keys of requests that are none, are used twice, or far away',
    treatment: 'read from the beginning, refused, or a conflict; what is cloned is what was handed in',
    test: 'test/api/events.test.ts',
  },
];
