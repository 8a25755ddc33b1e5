import type { Threat } from './threat.ts';

export const DOORS: readonly Threat[] = [
  {
    id: 'F236',
    attack:
      'Text that acts on terminals, browsers, spreadsheets and eyes, and holds tokens, in every form in which words leave',
    treatment:
      'one cleaning for reports, pages, tables, events, problems and logs; each form escapes the rest in its own way',
    test: 'test/hostile/reports.test.ts',
  },
];
